package dev.cauce.sagas.onboarding.effects;

/** Where mail goes out. It goes out at least once; the id tells a second one from another. */
public interface MailPort {

    /**
     * Hands a mail over.
     *
     * @throws MailNotAccepted where it was not taken, so that it is tried again
     * @throws MailRefused where it never will be
     */
    void send(Mail mail);

    /**
     * A mail in plain text.
     *
     * @param id stable, derived from what caused the mail; also its Message-ID
     * @param dataSubject whose personal data it holds, as {@code tenant/account}
     */
    record Mail(String id, String tenantId, String dataSubject, String to, String subject, String body) {}

    /** There is no such address, or the mail server takes nothing for it: trying again is of no use. */
    final class MailRefused extends RuntimeException {
        public MailRefused(Throwable cause) {
            super("The mail was refused: " + cause.getClass().getSimpleName(), cause);
        }
    }

    /** The mail server did not take a mail. */
    final class MailNotAccepted extends RuntimeException {
        public MailNotAccepted(Throwable cause) {
            super("The mail was not accepted: " + cause.getClass().getSimpleName(), cause);
        }
    }
}
