package dev.cauce.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.CommandSide;
import dev.cauce.command.Fixtures;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.account.EmailReservations;
import dev.cauce.command.account.KeyDestruction;
import dev.cauce.command.account.web.AccountCommandsController;
import dev.cauce.command.campaign.Campaigns;
import dev.cauce.command.campaign.web.CampaignCommandsController;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.command.catalogue.web.PlanCommandsController;
import dev.cauce.command.invoice.AccountBalances;
import dev.cauce.command.invoice.CustomerCountries;
import dev.cauce.command.invoice.DocumentNumbers;
import dev.cauce.command.invoice.TaxPort;
import dev.cauce.command.invoice.TenantTerms;
import dev.cauce.command.invoice.web.InvoiceCommandsController;
import dev.cauce.command.model.web.ModelCommandsController;
import dev.cauce.command.subscription.web.SubscriptionCommandsController;
import dev.cauce.command.ticket.web.TicketCommandsController;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.Command;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.idempotency.IdempotentCommands;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.personaldata.Fingerprints;
import dev.cauce.platform.rejection.RejectionTranslation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.interceptors.BeanValidationInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;

/** The whole command side in memory, from HTTP to events, as an administrator of the test tenant calls it. */
final class CommandApi implements AutoCloseable {

    /** An answer: status, {@code Location} and body. */
    record Answered(int status, @Nullable String location, JsonNode body) {}

    private final Configuration axon;
    private final MockMvc http;
    private final List<Command> sent = new CopyOnWriteArrayList<>();

    CommandApi() {
        CommandSide side = new CommandSide();
        Configurer configurer = DefaultConfigurer.defaultConfiguration()
                .configureEmbeddedEventStore(configuration -> new InMemoryEventStorageEngine())
                .registerComponent(Clock.class, configuration -> Fixtures.CLOCK)
                .registerComponent(Fingerprints.class, configuration -> Fixtures.FINGERPRINTS)
                .registerComponent(Accounts.class, configuration -> side.accounts(configuration.eventStore()))
                .registerComponent(Plans.class, configuration -> side.plans(configuration.eventStore()))
                .registerComponent(Campaigns.class, configuration -> side.campaigns(configuration.eventStore()))
                .registerComponent(EmailReservations.class, side::emailReservations)
                .registerComponent(
                        AccountBalances.class,
                        configuration -> side.accountBalances(configuration, configuration.eventStore()))
                .registerComponent(
                        DocumentNumbers.class, configuration -> side.documentNumbers(configuration.eventStore()))
                .registerComponent(TenantTerms.class, configuration -> side.tenantTerms(configuration.eventStore()))
                .registerComponent(
                        CustomerCountries.class, configuration -> side.customerCountries(configuration.eventStore()))
                .registerComponent(
                        TaxPort.class, configuration -> side.taxPort(configuration.getComponent(TenantTerms.class)))
                .registerComponent(KeyDestruction.class, configuration -> side.keyDestruction((tenant, subject) -> {}));
        side.aggregates().configureModule(configurer);
        axon = configurer.start();
        axon.commandBus().registerDispatchInterceptor(side.cardNumberRefusal());
        axon.commandBus().registerHandlerInterceptor((unitOfWork, chain) -> {
            sent.add((Command) unitOfWork.getMessage().getPayload());
            return new RejectionTranslation().handle(unitOfWork, chain);
        });
        axon.commandBus().registerHandlerInterceptor(new BeanValidationInterceptor<>());
        axon.commandBus().registerHandlerInterceptor(side.conditionalPermissions());
        axon.commandBus().registerHandlerInterceptor(new IdempotentCommands(axon.eventStore()));
        CommandSender sender = new CommandSender(axon.commandBus(), () -> 0, Duration.ofSeconds(10));
        http = MockMvcBuilders.standaloneSetup(
                        new AccountCommandsController(sender),
                        new PlanCommandsController(sender),
                        new SubscriptionCommandsController(sender),
                        new CampaignCommandsController(sender),
                        new TicketCommandsController(sender),
                        new ModelCommandsController(sender),
                        new InvoiceCommandsController(sender))
                .addFilter(CommandApi::bind)
                .build();
    }

    /** Sends a command as a process of ours does, past HTTP. */
    void process(Command command) {
        assertThat(new ProcessCommands(axon.commandBus()).send(command)).isEmpty();
    }

    /** The commands that reached the bus, oldest first. */
    List<Command> sent() {
        return sent;
    }

    Answered post(String path, String key, String body) throws Exception {
        MockHttpServletResponse response = http.perform(MockMvcRequestBuilders.post(path)
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .characterEncoding(StandardCharsets.UTF_8)
                        .content(body))
                .andReturn()
                .getResponse();
        return new Answered(
                response.getStatus(),
                response.getHeader("Location"),
                CauceJson.mapper().readTree(response.getContentAsString()));
    }

    private static void bind(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        MockHttpServletRequest http = (MockHttpServletRequest) request;
        Caller caller = new Caller(
                Fixtures.TENANT, "user-1", "client-1", Set.of(Role.ADMIN), null, Fixtures.NOW.plusSeconds(60));
        CurrentRequest bound = new CurrentRequest(
                caller,
                http.getHeader("Idempotency-Key"),
                RequestStream.sha256(http.getRequestURI() + http.getContentAsString()),
                null,
                null,
                position -> {},
                () -> {});
        try {
            bound.<Exception>whileBound(() -> chain.doFilter(request, response));
        } catch (IOException | ServletException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
