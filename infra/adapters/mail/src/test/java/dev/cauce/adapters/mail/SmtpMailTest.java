package dev.cauce.adapters.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.cauce.sagas.onboarding.effects.MailPort;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpMailTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsTheMailUnderItsOwnId() throws Exception {
        smtp().send(mail("ann@acme.example", "Welcome, Zoë"));

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getMessageID()).isEqualTo("<demo/onboarding/acme/welcome@cauce.invalid>");
        assertThat(received[0].getSubject()).isEqualTo("Welcome, Zoë");
        assertThat(received[0].getAllRecipients()[0]).hasToString("ann@acme.example");
        assertThat(received[0].getContent().toString()).contains("Hello Zoë");
    }

    @Test
    void letsNoLineBreakOfASubjectBecomeAHeader() throws Exception {
        smtp().send(mail("ann@acme.example", "Welcome\r\nBcc: everybody@example.org"));

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getHeader("Bcc")).isNull();
    }

    @Test
    void saysWhenAMailWasNotTaken() {
        SmtpMail smtp = smtp();
        server.stop();

        assertThatThrownBy(() -> smtp.send(mail("ann@acme.example", "Welcome")))
                .isInstanceOf(MailPort.MailNotAccepted.class)
                .hasMessageNotContaining("ann@acme.example");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> smtp().send(mail("ann@acme.example\r\nRCPT TO:<other@example.org>", "Welcome")))
                .isInstanceOf(MailPort.MailRefused.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void takesANameBeforeTheAddressItSendsFrom() throws Exception {
        smtp("Cauce <hello@cauce.invalid>", server.getSmtp().getPort()).send(mail("ann@acme.example", "Welcome"));

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getMessageID()).isEqualTo("<demo/onboarding/acme/welcome@cauce.invalid>");
        assertThat(received.getFrom()[0]).hasToString("Cauce <hello@cauce.invalid>");
    }

    @Test
    void startsWithNoAddressToSendFromNotAtAll() {
        assertThatThrownBy(() -> smtp("nobody", 25)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsAnAddressThatIsNeverTakenFromAServerThatIsBusy() throws Exception {
        try (SmtpReplies never = new SmtpReplies("550 5.1.1 No such user");
                SmtpReplies busy = new SmtpReplies("451 4.3.0 Try again later")) {
            assertThatThrownBy(() -> smtp("hello@cauce.invalid", never.port()).send(mail("ann@acme.example", "Hi")))
                    .isInstanceOf(MailPort.MailRefused.class)
                    .hasMessageNotContaining("ann@acme.example");
            assertThatThrownBy(() -> smtp("hello@cauce.invalid", busy.port()).send(mail("ann@acme.example", "Hi")))
                    .isInstanceOf(MailPort.MailNotAccepted.class);
        }
    }

    private SmtpMail smtp() {
        return smtp("hello@cauce.invalid", server.getSmtp().getPort());
    }

    private static SmtpMail smtp(String from, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new SmtpMail(sender, from);
    }

    private static MailPort.Mail mail(String to, String subject) {
        return new MailPort.Mail("demo/onboarding/acme/welcome", "demo", "demo/acme", to, subject, "Hello Zoë");
    }
}
