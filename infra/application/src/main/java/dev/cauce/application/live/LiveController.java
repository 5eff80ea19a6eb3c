package dev.cauce.application.live;

import dev.cauce.application.topology.ProcessRole;
import dev.cauce.application.topology.RunsAs;
import dev.cauce.contracts.account.AccountPage;
import dev.cauce.contracts.account.AccountSort;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.AccountView;
import dev.cauce.contracts.account.ListAccounts;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.onboarding.ListOnboardings;
import dev.cauce.contracts.onboarding.OnboardingPage;
import dev.cauce.contracts.onboarding.OnboardingStatus;
import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.ListTickets;
import dev.cauce.contracts.ticket.TicketPage;
import dev.cauce.contracts.ticket.TicketSort;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.platform.access.CurrentRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live streams over HTTP; the generator of the other interfaces can do nothing good with a stream. */
@RestController
@RunsAs(ProcessRole.QUERY)
class LiveController {

    private static final String POSITION = "[0-9]{1,18}";
    private static final String LAST_EVENT = "Last-Event-ID";
    private static final int FIRST_PAGE = 100;

    private final LiveStreams streams;
    private final LiveView<ListAccounts, AccountPage, AccountView> accounts;
    private final LiveView<ListTickets, TicketPage, TicketView> tickets;
    private final LiveView<ListOnboardings, OnboardingPage, OnboardingView> onboardings;

    LiveController(
            LiveStreams streams,
            LiveView<ListAccounts, AccountPage, AccountView> accounts,
            LiveView<ListTickets, TicketPage, TicketView> tickets,
            LiveView<ListOnboardings, OnboardingPage, OnboardingView> onboardings) {
        this.streams = streams;
        this.accounts = accounts;
        this.tickets = tickets;
        this.onboardings = onboardings;
    }

    @GetMapping(path = "/v1/accounts/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void accounts(
            @RequestParam(required = false) @Nullable AccountStatus status,
            @RequestParam(required = false) @Pattern(regexp = StreamId.PART) @Nullable String planId,
            @RequestHeader(name = LAST_EVENT, required = false) @Pattern(regexp = POSITION) @Nullable
                    String lastEventId,
            HttpServletResponse response) {
        streams.serve(
                accounts,
                new ListAccounts(
                        tenant(),
                        status,
                        planId == null ? null : new PlanId(planId),
                        null,
                        AccountSort.REGISTERED_AT,
                        Direction.DESCENDING,
                        null,
                        FIRST_PAGE),
                account -> (status == null || status.name().equals(account.status()))
                        && (planId == null
                                || account.subscriptions().stream()
                                        .anyMatch(subscription -> planId.equals(subscription.planId()))),
                lastEventId,
                response);
    }

    @GetMapping(path = "/v1/tickets/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void tickets(
            @RequestParam(required = false) @Nullable TicketStatus status,
            @RequestParam(required = false) @Pattern(regexp = StreamId.PART) @Nullable String assignee,
            @RequestHeader(name = LAST_EVENT, required = false) @Pattern(regexp = POSITION) @Nullable
                    String lastEventId,
            HttpServletResponse response) {
        streams.serve(
                tickets,
                new ListTickets(
                        tenant(),
                        status,
                        assignee,
                        null,
                        null,
                        TicketSort.OPENED_AT,
                        Direction.DESCENDING,
                        null,
                        FIRST_PAGE),
                ticket -> (status == null || status.name().equals(ticket.status()))
                        && (assignee == null || assignee.equals(ticket.assignee())),
                lastEventId,
                response);
    }

    @GetMapping(path = "/v1/onboarding/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void onboardings(
            @RequestParam(required = false) @Nullable OnboardingStatus status,
            @RequestHeader(name = LAST_EVENT, required = false) @Pattern(regexp = POSITION) @Nullable
                    String lastEventId,
            HttpServletResponse response) {
        streams.serve(
                onboardings,
                new ListOnboardings(tenant(), status, null, FIRST_PAGE),
                onboarding -> status == null || status.name().equals(onboarding.status()),
                lastEventId,
                response);
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
