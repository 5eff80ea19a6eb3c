package dev.cauce.sagas.onboarding.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.RecordOnboardingMailSent;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.CommandFailed;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.sagas.onboarding.effects.AccountContacts.Contact;
import dev.cauce.sagas.onboarding.effects.MailPort.Mail;
import dev.cauce.sagas.onboarding.effects.MailPort.MailNotAccepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OnboardingMailsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final String WELCOME = "acme/onboarding/a-1/welcome";
    private static final String NUDGE = "acme/onboarding/a-1/nudge-1";

    private final List<Mail> mails = new ArrayList<>();
    private final Map<String, Contact> contacts = new HashMap<>();
    private final List<Object> commands = new ArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private MailPort port = mails::add;

    @BeforeEach
    void givenAnAccount() {
        bus.subscribe(RecordOnboardingMailSent.class.getName(), command -> {
            commands.add(command.getPayload());
            return null;
        });
        contacts.put("acme/a-1", new Contact("Blue Kite", "Ada", "ada@blue-kite.example", "token-7"));
    }

    @Nested
    class Welcoming {

        @Test
        void greetsThePersonWithTheCodeOfTheAddress() {
            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));

            Mail mail = mails.getFirst();
            assertThat(mail.to()).isEqualTo("ada@blue-kite.example");
            assertThat(mail.subject()).isEqualTo("Welcome, Blue Kite");
            assertThat(mail.body()).startsWith("Hello Ada,\n").contains("\n    token-7\n");
            assertThat(mail.tenantId()).isEqualTo("acme");
            assertThat(mail.dataSubject()).isEqualTo("acme/a-1");
        }

        @Test
        void greetsTheCompanyWhereNobodyIsNamed() {
            contacts.put("acme/a-1", new Contact("Blue Kite", null, "ada@blue-kite.example", "token-7"));

            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));

            assertThat(mails.getFirst().body()).startsWith("Hello Blue Kite,\n");
        }

        @Test
        void reportsThatItWentOut() {
            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));

            assertThat(commands).containsExactly(new RecordOnboardingMailSent(ACME, ACCOUNT, WELCOME));
        }
    }

    @Nested
    class Nudging {

        @Test
        void namesTheOpenStepsInTheirOrder() {
            handle(nudge(Set.of(
                    OnboardingStep.TEAM,
                    OnboardingStep.FIRST_CAMPAIGN,
                    OnboardingStep.DATA_SOURCE,
                    OnboardingStep.PROFILE)));

            assertThat(mails.getFirst().body())
                    .startsWith("Hello Ada,\n")
                    .contains("Still open: your profile, a data source, a first campaign, your team.");
        }

        @Test
        void carriesTheIdOfTheRequestAndReportsIt() {
            handle(nudge(Set.of(OnboardingStep.TEAM)));

            assertThat(mails.getFirst().id()).isEqualTo(NUDGE);
            assertThat(commands).containsExactly(new RecordOnboardingMailSent(ACME, ACCOUNT, NUDGE));
        }

        @Test
        void handsNoSecretOfTheAddressOut() {
            handle(nudge(Set.of(OnboardingStep.TEAM)));

            assertThat(mails.getFirst().body()).doesNotContain("token-7");
        }
    }

    @Nested
    class AtLeastOnce {

        @Test
        void anEventThatComesAgainSendsTheSameMail() {
            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));
            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));

            assertThat(mails).hasSize(2);
            assertThat(mails.getLast()).isEqualTo(mails.getFirst());
            assertThat(mails.getLast().id()).isEqualTo(WELCOME);
        }

        @Test
        void anErasedPersonGetsNone() {
            contacts.clear();

            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));
            handle(nudge(Set.of(OnboardingStep.TEAM)));

            assertThat(mails).isEmpty();
            assertThat(commands).isEmpty();
        }

        @Test
        void anotherTenantsAccountOfThisIdGetsNone() {
            handle(new WelcomeMailRequested(new TenantId("other"), ACCOUNT, "other/onboarding/a-1/welcome"));

            assertThat(mails).isEmpty();
        }

        @Test
        void aMailThatIsNotTakenIsNotReportedAndTriedAgain() {
            port = mail -> {
                throw new MailNotAccepted(new IllegalStateException("mailbox full"));
            };

            assertThatThrownBy(() -> handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME)))
                    .isInstanceOf(MailNotAccepted.class)
                    .hasMessage("The mail was not accepted: IllegalStateException");
            assertThat(commands).isEmpty();
        }

        @Test
        void aMailThatNobodyWillEverTakeIsNotTriedAgainNorReportedAsSent() {
            port = mail -> {
                throw new MailPort.MailRefused(new IllegalStateException("no such mailbox"));
            };

            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));

            assertThat(commands).isEmpty();
        }

        @Test
        void aReportThatARuleTurnsDownIsTheEnd() {
            bus.subscribe(RecordOnboardingMailSent.class.getName(), command -> {
                throw new Rejected(ErrorCode.ONBOARDING_NOT_FOUND, "There is nothing of this id.");
            });

            handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME));

            assertThat(mails).hasSize(1);
        }

        @Test
        void aReportThatFailsIsTriedAgain() {
            bus.subscribe(RecordOnboardingMailSent.class.getName(), command -> {
                throw new IllegalStateException("the store is away");
            });

            assertThatThrownBy(() -> handle(new WelcomeMailRequested(ACME, ACCOUNT, WELCOME)))
                    .isInstanceOf(CommandFailed.class);
        }

        @Test
        void isNeverReplayed() {
            AnnotationEventHandlerAdapter adapter = new AnnotationEventHandlerAdapter(effects());

            assertThat(adapter.supportsReset()).isFalse();
        }
    }

    private OnboardingMails effects() {
        return new OnboardingMails(
                mail -> port.send(mail),
                (tenant, account) -> Optional.ofNullable(contacts.get(tenant + "/" + account)),
                new ProcessCommands(bus));
    }

    private void handle(Object event) {
        try {
            new AnnotationEventHandlerAdapter(effects()).handle(GenericEventMessage.asEventMessage(event));
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static NudgeMailRequested nudge(Set<OnboardingStep> open) {
        return new NudgeMailRequested(ACME, ACCOUNT, NUDGE, 1, open, Instant.EPOCH);
    }
}
