package dev.cauce.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.account.Account;
import dev.cauce.command.account.EmailReservation;
import dev.cauce.command.campaign.Campaign;
import dev.cauce.command.catalogue.Plan;
import dev.cauce.command.dunning.DunningCase;
import dev.cauce.command.dunning.DunningPolicy;
import dev.cauce.command.identity.ApiClient;
import dev.cauce.command.identity.Tenant;
import dev.cauce.command.identity.User;
import dev.cauce.command.invoice.AccountBalance;
import dev.cauce.command.invoice.Invoice;
import dev.cauce.command.invoice.Invoicing;
import dev.cauce.command.model.ChurnModel;
import dev.cauce.command.onboarding.Onboarding;
import dev.cauce.command.payment.CardAttempts;
import dev.cauce.command.payment.Payment;
import dev.cauce.command.payment.PaymentMethods;
import dev.cauce.command.recipient.Recipient;
import dev.cauce.command.retention.AccountRetention;
import dev.cauce.command.retention.RetentionPolicy;
import dev.cauce.command.retention.ScoredAccount;
import dev.cauce.command.subscription.Subscription;
import dev.cauce.command.ticket.Ticket;
import dev.cauce.command.webhook.WebhookEndpoint;
import dev.cauce.contracts.account.AccountCommand;
import dev.cauce.contracts.account.AccountEvent;
import dev.cauce.contracts.account.EmailReservationEvent;
import dev.cauce.contracts.campaign.CampaignCommand;
import dev.cauce.contracts.campaign.CampaignEvent;
import dev.cauce.contracts.catalogue.CatalogueCommand;
import dev.cauce.contracts.catalogue.CatalogueEvent;
import dev.cauce.contracts.dunning.DunningCommand;
import dev.cauce.contracts.dunning.DunningEvent;
import dev.cauce.contracts.dunning.DunningPolicyCommand;
import dev.cauce.contracts.dunning.DunningPolicyEvent;
import dev.cauce.contracts.identity.ApiClientCommand;
import dev.cauce.contracts.identity.ApiClientEvent;
import dev.cauce.contracts.identity.TenantCommand;
import dev.cauce.contracts.identity.TenantEvent;
import dev.cauce.contracts.identity.UserCommand;
import dev.cauce.contracts.identity.UserEvent;
import dev.cauce.contracts.invoice.AccountBalanceEvent;
import dev.cauce.contracts.invoice.InvoiceCommand;
import dev.cauce.contracts.invoice.InvoiceEvent;
import dev.cauce.contracts.invoice.InvoicingCommand;
import dev.cauce.contracts.invoice.InvoicingEvent;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.model.ModelCommand;
import dev.cauce.contracts.model.ModelEvent;
import dev.cauce.contracts.onboarding.OnboardingCommand;
import dev.cauce.contracts.onboarding.OnboardingEvent;
import dev.cauce.contracts.payment.CardEvent;
import dev.cauce.contracts.payment.PaymentCommand;
import dev.cauce.contracts.payment.PaymentEvent;
import dev.cauce.contracts.payment.PaymentMethodCommand;
import dev.cauce.contracts.payment.PaymentMethodEvent;
import dev.cauce.contracts.recipient.RecipientCommand;
import dev.cauce.contracts.recipient.RecipientEvent;
import dev.cauce.contracts.retention.ChurnScoreCommand;
import dev.cauce.contracts.retention.ChurnScoreEvent;
import dev.cauce.contracts.retention.RetentionCommand;
import dev.cauce.contracts.retention.RetentionEvent;
import dev.cauce.contracts.retention.RetentionPolicyCommand;
import dev.cauce.contracts.retention.RetentionPolicyEvent;
import dev.cauce.contracts.subscription.SubscriptionCommand;
import dev.cauce.contracts.subscription.SubscriptionEvent;
import dev.cauce.contracts.ticket.TicketCommand;
import dev.cauce.contracts.ticket.TicketEvent;
import dev.cauce.contracts.webhook.WebhookCommand;
import dev.cauce.contracts.webhook.WebhookEvent;
import dev.cauce.platform.command.Answer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every event of a sealed hierarchy is sourced by its aggregate, and every command has its one handler. */
class SourcingTest {

    record Side(Class<?> aggregate, Class<? extends Event> events, List<Class<? extends Command>> commands) {}

    static final List<Side> SIDES = List.of(
            new Side(Account.class, AccountEvent.class, List.of(AccountCommand.class)),
            new Side(EmailReservation.class, EmailReservationEvent.class, List.of()),
            new Side(Plan.class, CatalogueEvent.class, List.of(CatalogueCommand.class)),
            new Side(Subscription.class, SubscriptionEvent.class, List.of(SubscriptionCommand.class)),
            new Side(Campaign.class, CampaignEvent.class, List.of(CampaignCommand.class)),
            new Side(Recipient.class, RecipientEvent.class, List.of(RecipientCommand.class)),
            new Side(Ticket.class, TicketEvent.class, List.of(TicketCommand.class)),
            new Side(Onboarding.class, OnboardingEvent.class, List.of(OnboardingCommand.class)),
            new Side(ChurnModel.class, ModelEvent.class, List.of(ModelCommand.class)),
            new Side(Invoice.class, InvoiceEvent.class, List.of(InvoiceCommand.class)),
            new Side(AccountBalance.class, AccountBalanceEvent.class, List.of()),
            new Side(Invoicing.class, InvoicingEvent.class, List.of(InvoicingCommand.class)),
            new Side(Tenant.class, TenantEvent.class, List.of(TenantCommand.class)),
            new Side(User.class, UserEvent.class, List.of(UserCommand.class)),
            new Side(ApiClient.class, ApiClientEvent.class, List.of(ApiClientCommand.class)),
            new Side(WebhookEndpoint.class, WebhookEvent.class, List.of(WebhookCommand.class)),
            new Side(PaymentMethods.class, PaymentMethodEvent.class, List.of(PaymentMethodCommand.class)),
            new Side(CardAttempts.class, CardEvent.class, List.of()),
            new Side(Payment.class, PaymentEvent.class, List.of(PaymentCommand.class)),
            new Side(DunningPolicy.class, DunningPolicyEvent.class, List.of(DunningPolicyCommand.class)),
            new Side(DunningCase.class, DunningEvent.class, List.of(DunningCommand.class)),
            new Side(ScoredAccount.class, ChurnScoreEvent.class, List.of(ChurnScoreCommand.class)),
            new Side(RetentionPolicy.class, RetentionPolicyEvent.class, List.of(RetentionPolicyCommand.class)),
            new Side(AccountRetention.class, RetentionEvent.class, List.of(RetentionCommand.class)));

    /** Events that no decision of their aggregate depends on. */
    private static final Set<Class<?>> NOT_NEEDED = Set.of();

    @ParameterizedTest
    @FieldSource("SIDES")
    void sourcesEveryEvent(Side side) {
        Set<Class<?>> permitted = Set.of(side.events().getPermittedSubclasses());
        Set<Class<?>> needed =
                permitted.stream().filter(event -> !NOT_NEEDED.contains(event)).collect(Collectors.toSet());

        assertThat(needed).isNotEmpty();
        assertThat(handled(side.aggregate(), EventSourcingHandler.class).keySet())
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @FieldSource("SIDES")
    void handlesEveryCommandAndAnswers(Side side) {
        Set<Class<?>> permitted = side.commands().stream()
                .flatMap(commands -> Arrays.stream(commands.getPermittedSubclasses()))
                .collect(Collectors.toSet());
        Map<Class<?>, Method> handlers = handled(side.aggregate(), CommandHandler.class);

        assertThat(handlers.keySet()).isEqualTo(permitted);
        assertThat(handlers.values()).allMatch(handler -> handler.getReturnType() == Answer.class);
    }

    @Test
    void knowsEveryAggregate() {
        assertThat(SIDES.stream().map(Side::aggregate)).containsExactlyInAnyOrderElementsOf(CommandSide.AGGREGATES);
    }

    private static Map<Class<?>, Method> handled(Class<?> aggregate, Class<? extends Annotation> by) {
        return Arrays.stream(aggregate.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(by))
                .collect(Collectors.toMap(method -> method.getParameterTypes()[0], method -> method));
    }
}
