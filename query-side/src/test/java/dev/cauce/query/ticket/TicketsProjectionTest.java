package dev.cauce.query.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.personaldata.Redaction;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.FindTicketById;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyView;
import dev.cauce.contracts.ticket.TicketAssigned;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketClosed;
import dev.cauce.contracts.ticket.TicketEvent;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.contracts.ticket.TicketReopened;
import dev.cauce.contracts.ticket.TicketReplied;
import dev.cauce.contracts.ticket.TicketResolved;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class TicketsProjectionTest extends ProjectionContract {

    @Override
    protected Object projection(Views views) {
        return new TicketsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(TicketsProjection.NAME, TicketsProjection.REPLIES);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(TicketEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add(
                        "t-1",
                        new TicketOpened(
                                tenant,
                                T1,
                                A1,
                                "a-1",
                                "Secret subject",
                                "Secret body",
                                Priority.HIGH,
                                TicketChannel.EMAIL))
                .add("t-1", new TicketAssigned(tenant, T1, "agent-1"))
                .add(
                        "t-1",
                        new TicketReplied(
                                tenant, T1, "a-1", 1, ReplyAuthor.AGENT, "Secret reply", TicketStatus.PENDING))
                .add(
                        "t-1",
                        new TicketReplied(
                                tenant, T1, "a-1", 2, ReplyAuthor.CUSTOMER, "Secret answer", TicketStatus.OPEN))
                .add("t-1", new TicketResolved(tenant, T1, A1, "agent-1"))
                .add("t-1", new TicketReopened(tenant, T1, 1))
                .add("t-1", new TicketClosed(tenant, T1))
                .add("t-1", new TicketRated(tenant, T1, A1, "a-1", 5, "Secret praise", "agent-1"))
                .add(
                        "t-2",
                        new TicketOpened(
                                tenant,
                                new TicketId("t-2"),
                                null,
                                "t-2",
                                "Public subject",
                                "Public body",
                                Priority.LOW,
                                TicketChannel.WEB))
                .events();
    }

    private static final AccountId A1 = new AccountId("a-1");
    private static final TicketId T1 = new TicketId("t-1");

    private TicketView view() {
        return new TicketQueries(fixture.mongo()).handle(new FindTicketById(ACME, T1));
    }

    @Test
    void showsWhatWasSaidAndDone() {
        live();

        TicketView view = view();

        assertThat(view).isNotNull();
        assertThat(view.subject()).isEqualTo("Secret subject");
        assertThat(view.status()).isEqualTo("CLOSED");
        assertThat(view.assignee()).isEqualTo("agent-1");
        assertThat(view.rating()).isEqualTo(5);
        assertThat(view.replies()).extracting(ReplyView::body).containsExactly("Secret reply", "Secret answer");
        assertThat(new TicketQueries(fixture.mongo()).handle(new FindTicketById(OTHER, T1)))
                .isNull();
    }

    @Test
    void keepsNothingOfAnErasedPersonAndTheRestOfOthers() {
        List<DomainEventMessage<?>> erased = new History()
                .add("a-1", new PersonalDataErased(ACME, A1, "certificate"))
                .events();
        live();
        fixture.handle(history(OTHER), 7);

        fixture.handle(erased, 1);

        TicketView view = view();
        assertThat(view).isNotNull();
        assertThat(view.subject()).isEqualTo(Redaction.MARKER);
        assertThat(view.replies()).extracting(ReplyView::body).containsOnly(Redaction.MARKER);
        for (String name : views()) {
            assertThat(fixture.mongo().getCollection(name).find(new Document("_id", new Document("$regex", "^acme/"))))
                    .isNotEmpty()
                    .allSatisfy(document -> assertThat(document.toJson()).doesNotContain("Secret"));
        }
        assertThat(new TicketQueries(fixture.mongo()).handle(new FindTicketById(ACME, new TicketId("t-2"))))
                .satisfies(other -> assertThat(other.subject()).isEqualTo("Public subject"));
        assertThat(new TicketQueries(fixture.mongo()).handle(new FindTicketById(OTHER, T1)))
                .satisfies(other -> assertThat(other.subject()).isEqualTo("Secret subject"));
    }

    @Test
    void erasesWithinOneBatchToo() {
        List<DomainEventMessage<?>> events = new java.util.ArrayList<>(history(ACME));
        events.addAll(new History()
                .add("a-1", new PersonalDataErased(ACME, A1, "certificate"))
                .events());

        fixture.handle(events, 200);

        assertThat(fixture.mongo().getCollection(TicketsProjection.REPLIES).find(new Document()))
                .isNotEmpty()
                .allSatisfy(document -> assertThat(document.toJson()).doesNotContain("Secret"));
    }
}
