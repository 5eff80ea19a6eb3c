package dev.cauce.adapters.mail;

import dev.cauce.sagas.onboarding.effects.MailPort;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/** Sends mail by SMTP. The mail's id is its Message-ID, by which a server or a reader can tell a second copy. */
public final class SmtpMail implements MailPort {

    private final JavaMailSender sender;
    private final InternetAddress from;
    private final String domain;

    /**
     * An adapter on a configured sender.
     *
     * @param from the address that mails come from, with or without a name before it ({@code Cauce
     *     <hello@cauce.example>}); its domain ends the Message-ID
     * @throws IllegalArgumentException where it is no address
     */
    public SmtpMail(JavaMailSender sender, String from) {
        this.sender = sender;
        try {
            InternetAddress address = new InternetAddress(from, true);
            this.from = address;
            this.domain = address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
        } catch (AddressException noAddress) {
            throw new IllegalArgumentException(
                    "cauce.mail.from: '" + from + "' is no address to send from, such as Cauce <hello@cauce.example>",
                    noAddress);
        }
    }

    @Override
    public void send(Mail mail) {
        try {
            sender.send(message(mail));
        } catch (MailSendException failed) {
            throw isRefused(failed) ? new MailRefused(failed) : new MailNotAccepted(failed);
        } catch (AddressException noAddress) {
            throw new MailRefused(noAddress);
        } catch (MailException | MessagingException failed) {
            throw new MailNotAccepted(failed);
        }
    }

    /** Whether the server said of the address that it will never take mail for it (a reply of 5xx). */
    private static boolean isRefused(MailSendException failed) {
        for (Exception cause : failed.getMessageExceptions()) {
            if (cause instanceof SendFailedException undelivered
                    && undelivered.getInvalidAddresses() != null
                    && undelivered.getInvalidAddresses().length > 0) {
                return true;
            }
        }
        return false;
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        String messageId = "<" + mail.id() + "@" + domain + ">";
        MimeMessage message = new MimeMessage(sender.createMimeMessage().getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.body(), StandardCharsets.UTF_8.name());
        return message;
    }
}
