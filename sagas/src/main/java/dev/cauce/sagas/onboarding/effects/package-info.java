/** What onboarding does outside: mails. Its processing group is never reset, and every mail carries a stable id. */
package dev.cauce.sagas.onboarding.effects;
