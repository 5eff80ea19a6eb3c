package dev.cauce.benchmarks.plain;

import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.data.domain.Limit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The same endpoints as Cauce has for accounts, and two for the benchmark. */
@RestController
class AccountsController {

    private final CommandGateway commands;
    private final AccountRows rows;
    private final EntityManager entityManager;
    private final EventProcessingConfiguration processing;

    AccountsController(
            CommandGateway commands,
            AccountRows rows,
            EntityManager entityManager,
            EventProcessingConfiguration processing) {
        this.commands = commands;
        this.rows = rows;
        this.entityManager = entityManager;
        this.processing = processing;
    }

    @PostMapping("/v1/accounts")
    ResponseEntity<Map<String, String>> register(@RequestBody RegisterPlainAccount account) {
        commands.sendAndWait(account);
        return ResponseEntity.created(URI.create("/v1/accounts/" + account.accountId()))
                .body(Map.of("accountId", account.accountId(), "status", "ACTIVE"));
    }

    @GetMapping("/v1/accounts/{accountId}")
    ResponseEntity<AccountRow> get(@PathVariable String accountId) {
        return ResponseEntity.of(rows.findById(accountId));
    }

    @GetMapping("/v1/accounts")
    Map<String, List<AccountRow>> list(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "50") int limit) {
        return Map.of(
                "items", rows.findByCompanyNameGreaterThanOrderByCompanyNameAscAccountIdAsc(after, Limit.of(limit)));
    }

    /** Events that the view has not seen: each event is one account. */
    @GetMapping("/behind")
    long behind() {
        long events = (long) entityManager
                .createQuery("select count(e) from DomainEventEntry e")
                .getSingleResult();
        return events - rows.count();
    }

    /** Empties the view and fills it from the events again. */
    @PostMapping("/replay")
    void replay() {
        StreamingEventProcessor processor = processing
                .eventProcessor(AccountRowsProjection.NAME, StreamingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
    }
}
