package dev.cauce.sagas.onboarding.effects;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.RecordOnboardingMailSent;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import java.util.Collection;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the mails that an onboarding asks for, and reports that they went out. */
@ProcessingGroup(OnboardingMails.GROUP)
@DisallowReplay
public final class OnboardingMails {

    private static final Logger LOG = LoggerFactory.getLogger(OnboardingMails.class);

    /** The processing group; an effect, never reset. */
    public static final String GROUP = "onboarding-mails";

    private final MailPort mails;
    private final AccountContacts contacts;
    private final ProcessCommands commands;

    public OnboardingMails(MailPort mails, AccountContacts contacts, ProcessCommands commands) {
        this.mails = mails;
        this.contacts = contacts;
        this.commands = commands;
    }

    @EventHandler
    void on(WelcomeMailRequested event) {
        contacts.find(event.tenantId(), event.accountId())
                .ifPresent(contact -> send(
                        event.tenantId(),
                        event.accountId(),
                        event.mailId(),
                        contact,
                        "Welcome, " + contact.companyName(),
                        """
                        Hello %s,

                        your account is ready. To prove that this address is yours, send us this code:

                            %s

                        Four steps lead to your first result: complete your profile, connect a data source, launch a
                        first campaign, and invite your team.
                        """.formatted(contact.greeting(), contact.verificationToken())));
    }

    @EventHandler
    void on(NudgeMailRequested event) {
        contacts.find(event.tenantId(), event.accountId())
                .ifPresent(contact -> send(
                        event.tenantId(),
                        event.accountId(),
                        event.mailId(),
                        contact,
                        "What is left to do",
                        """
                        Hello %s,

                        you are nearly there. Still open: %s.
                        """.formatted(contact.greeting(), named(event.openSteps()))));
    }

    private void send(
            TenantId tenantId,
            AccountId accountId,
            String mailId,
            AccountContacts.Contact contact,
            String subject,
            String body) {
        try {
            mails.send(new MailPort.Mail(
                    mailId, tenantId.value(), tenantId + "/" + accountId, contact.email(), subject, body));
        } catch (MailPort.MailRefused refused) {
            // An answer, if not the wanted one: it went to nobody, and the onboarding goes on by its deadlines.
            LOG.warn("Mail {} has nowhere to go and is not sent: {}", mailId, refused.getMessage());
            return;
        }
        commands.send(new RecordOnboardingMailSent(tenantId, accountId, mailId));
    }

    private static String named(Collection<OnboardingStep> steps) {
        return steps.stream()
                .sorted()
                .map(step -> switch (step) {
                    case PROFILE -> "your profile";
                    case DATA_SOURCE -> "a data source";
                    case FIRST_CAMPAIGN -> "a first campaign";
                    case TEAM -> "your team";
                })
                .collect(Collectors.joining(", "));
    }
}
