package dev.cauce.application.live;

import dev.cauce.application.audit.History;
import dev.cauce.application.processing.ProcessorPositions;
import dev.cauce.application.topology.ProcessRole;
import dev.cauce.application.topology.RunsAs;
import dev.cauce.contracts.account.AccountPage;
import dev.cauce.contracts.account.AccountView;
import dev.cauce.contracts.account.ListAccounts;
import dev.cauce.contracts.onboarding.ListOnboardings;
import dev.cauce.contracts.onboarding.OnboardingPage;
import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.contracts.ticket.ListTickets;
import dev.cauce.contracts.ticket.TicketPage;
import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.query.account.AccountQueries;
import dev.cauce.query.account.AccountsProjection;
import dev.cauce.query.account.web.AccountJson;
import dev.cauce.query.onboarding.OnboardingProjection;
import dev.cauce.query.onboarding.OnboardingQueries;
import dev.cauce.query.onboarding.web.OnboardingJson;
import dev.cauce.query.ticket.TicketQueries;
import dev.cauce.query.ticket.TicketsProjection;
import dev.cauce.query.ticket.web.TicketJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Which views can be watched. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
@RunsAs(ProcessRole.QUERY)
class LiveConfiguration {

    private static final String ACCOUNT_ID = "accountId";

    @Bean
    LiveView<ListAccounts, AccountPage, AccountView> liveAccounts(AccountQueries queries) {
        return new LiveView<>(
                AccountsProjection.NAME,
                "account",
                ListAccounts.class,
                AccountPage.class,
                AccountView.class,
                AccountPage::items,
                queries::changed,
                AccountView::accountId,
                ACCOUNT_ID,
                Set.of("account", "subscription"),
                AccountJson::from);
    }

    @Bean
    LiveView<ListTickets, TicketPage, TicketView> liveTickets(TicketQueries queries) {
        return new LiveView<>(
                TicketsProjection.NAME,
                "ticket",
                ListTickets.class,
                TicketPage.class,
                TicketView.class,
                TicketPage::items,
                queries::changed,
                TicketView::ticketId,
                "ticketId",
                Set.of("ticket"),
                TicketJson::withoutReplies);
    }

    @Bean
    LiveView<ListOnboardings, OnboardingPage, OnboardingView> liveOnboardings(OnboardingQueries queries) {
        return new LiveView<>(
                OnboardingProjection.NAME,
                "onboarding",
                ListOnboardings.class,
                OnboardingPage.class,
                OnboardingView.class,
                OnboardingPage::items,
                queries::changed,
                OnboardingView::accountId,
                ACCOUNT_ID,
                Set.of("onboarding"),
                OnboardingJson::from);
    }

    @Bean
    LiveUpdates liveUpdates(List<LiveView<?, ?, ?>> views, QueryBus queryBus, ProcessorPositions positions) {
        return new LiveUpdates(views, queryBus, positions::told);
    }

    @Bean
    LiveStreams liveStreams(
            QueryBus queryBus,
            History history,
            ProcessorPositions positions,
            JsonMapper json,
            LiveProperties properties,
            MeterRegistry meters) {
        LiveStreams streams = new LiveStreams(
                queryBus, new ChangedSince(history), positions::told, json, Clock.systemUTC(), properties);
        meters.gauge("cauce.live.streams", streams, LiveStreams::open);
        return streams;
    }
}
