package dev.cauce.adapters.mail;

import dev.cauce.sagas.onboarding.effects.MailPort;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;

/** Sends mail by SMTP. The mail's id is its Message-ID, by which a server or a reader can tell a second copy. */
public final class SmtpMail implements MailPort {

    private final JavaMailSender sender;
    private final String from;

    /**
     * An adapter on a configured sender.
     *
     * @param from the address that mails come from; its domain ends the Message-ID
     */
    public SmtpMail(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    @Override
    public void send(Mail mail) {
        try {
            sender.send(message(mail));
        } catch (MailException | MessagingException refused) {
            throw new MailNotAccepted(refused);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        String messageId = "<" + mail.id() + "@" + from.substring(from.indexOf('@') + 1) + ">";
        MimeMessage message = new MimeMessage(sender.createMimeMessage().getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.body(), StandardCharsets.UTF_8.name());
        return message;
    }
}
