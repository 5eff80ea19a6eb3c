package dev.cauce.sagas.payment.effects;

import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.sagas.onboarding.effects.AccountContacts;
import dev.cauce.sagas.onboarding.effects.MailPort;
import java.util.Locale;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells customers about their payment methods. */
@ProcessingGroup(PaymentMails.GROUP)
@DisallowReplay
public final class PaymentMails {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentMails.class);

    /** The processing group; an effect, never reset. */
    public static final String GROUP = "payment-mails";

    private final MailPort mails;
    private final AccountContacts contacts;

    public PaymentMails(MailPort mails, AccountContacts contacts) {
        this.mails = mails;
        this.contacts = contacts;
    }

    @EventHandler
    void on(PaymentMethodExpiring event) {
        contacts.find(event.tenantId(), event.accountId()).ifPresent(contact -> {
            try {
                mails.send(new MailPort.Mail(
                        event.mailId(),
                        event.tenantId().value(),
                        event.tenantId() + "/" + event.accountId(),
                        contact.email(),
                        "Your card expires soon",
                        """
                        Hello %s,

                        your %s ending in %s expires at the end of %02d/%d. Please add another payment method before,
                        so that nothing is interrupted.
                        """.formatted(
                                        contact.greeting(),
                                        card(event.brand()),
                                        event.lastFour(),
                                        event.expiryMonth(),
                                        event.expiryYear())));
            } catch (MailPort.MailRefused refused) {
                LOG.warn("Mail {} has nowhere to go and is not sent: {}", event.mailId(), refused.getMessage());
            }
        });
    }

    private static String card(CardBrand brand) {
        return brand == CardBrand.OTHER ? "card" : brand.name().toLowerCase(Locale.ROOT) + " card";
    }
}
