package dev.cauce.sagas.dunning.effects;

import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.RecordDunningMessageSent;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.sagas.onboarding.effects.AccountContacts;
import dev.cauce.sagas.onboarding.effects.MailPort;
import java.math.BigDecimal;
import java.util.Currency;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the messages of the dunning ladder, and reports that they went out. */
@ProcessingGroup(DunningMails.GROUP)
@DisallowReplay
public final class DunningMails {

    private static final Logger LOG = LoggerFactory.getLogger(DunningMails.class);

    /** The processing group; an effect, never reset. */
    public static final String GROUP = "dunning-mails";

    private final MailPort mails;
    private final AccountContacts contacts;
    private final ProcessCommands commands;

    public DunningMails(MailPort mails, AccountContacts contacts, ProcessCommands commands) {
        this.mails = mails;
        this.contacts = contacts;
        this.commands = commands;
    }

    @EventHandler
    void on(DunningMessageRequested event) {
        contacts.find(event.tenantId(), event.accountId()).ifPresent(contact -> {
            try {
                mails.send(new MailPort.Mail(
                        event.mailId(),
                        event.tenantId().value(),
                        event.tenantId() + "/" + event.accountId(),
                        contact.email(),
                        event.message() == 1 ? "Your payment did not go through" : "A payment is still open",
                        """
                        Hello %s,

                        %s is still open for your subscription. %s
                        """.formatted(
                                        contact.greeting(),
                                        amount(event.currency(), event.dueMinor()),
                                        whatToDo(event.kind()))));
            } catch (MailPort.MailRefused refused) {
                // An answer, if not the wanted one: it went to nobody, and the case goes on.
                LOG.warn("Mail {} has nowhere to go and is not sent: {}", event.mailId(), refused.getMessage());
                return;
            }
            commands.send(new RecordDunningMessageSent(event.tenantId(), event.invoiceId(), event.mailId()));
        });
    }

    /** A currency that Java does not know is shown with two decimals. */
    static String amount(String currency, long minor) {
        int decimals = Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .findFirst()
                .orElse(2);
        return BigDecimal.valueOf(minor, decimals).toPlainString() + " " + currency;
    }

    private static String whatToDo(DeclineKind kind) {
        return switch (kind) {
            case SOFT -> "We try again soon; you need do nothing if your card can be charged by then.";
            case AUTHENTICATION_REQUIRED ->
                "Your bank wants you to confirm the payment: please add your payment method again and confirm it.";
            case HARD, FRAUD -> "Your bank does not accept this payment method: please add another one.";
            case NO_METHOD -> "There is no payment method that we could charge: please add one.";
        };
    }
}
