/** Where mail goes: an SMTP server, or an outbox that keeps it to be looked at. */
package dev.cauce.adapters.mail;
