/** What dunning does outside: mails. Its processing group is never reset, and every mail carries a stable id. */
package dev.cauce.sagas.dunning.effects;
