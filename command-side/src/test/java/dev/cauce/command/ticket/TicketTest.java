package dev.cauce.command.ticket;

import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.ticket.AssignTicket;
import dev.cauce.contracts.ticket.CloseTicket;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.RateTicket;
import dev.cauce.contracts.ticket.ReopenTicket;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyToTicket;
import dev.cauce.contracts.ticket.ResolveTicket;
import dev.cauce.contracts.ticket.TicketAssigned;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketClosed;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.contracts.ticket.TicketReopened;
import dev.cauce.contracts.ticket.TicketReplied;
import dev.cauce.contracts.ticket.TicketResolved;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.platform.command.Answer;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TicketTest {

    private static final TicketId ID = new TicketId("t-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final StreamId ACCOUNT_STREAM = StreamId.of("account", TENANT, ACCOUNT);

    private static final TicketOpened OPENED = new TicketOpened(
            TENANT, ID, ACCOUNT, "acc-1", "Export fails", "Since Monday", Priority.HIGH, TicketChannel.EMAIL);
    private static final TicketAssigned ASSIGNED = new TicketAssigned(TENANT, ID, "agent-1");
    private static final TicketResolved RESOLVED = new TicketResolved(TENANT, ID, ACCOUNT, "agent-1");
    private static final TicketReopened REOPENED = new TicketReopened(TENANT, ID, 1);
    private static final TicketClosed CLOSED = new TicketClosed(TENANT, ID);

    private final History history = new History();
    private final FixtureConfiguration<Ticket> fixture = Fixtures.of(Ticket.class, new Accounts(history.store()));

    @BeforeEach
    void account() {
        history.holds(
                ACCOUNT_STREAM,
                new AccountRegistered(
                        TENANT,
                        ACCOUNT,
                        "Firm",
                        null,
                        "ada@example.invalid",
                        "fingerprint",
                        "UTC",
                        null,
                        Origin.SIGN_UP,
                        null,
                        Attributes.none()));
    }

    private static OpenTicket open(AccountId account) {
        return new OpenTicket(TENANT, ID, account, "Export fails", "Since Monday", Priority.HIGH, TicketChannel.EMAIL);
    }

    private static ReplyToTicket reply(ReplyAuthor author) {
        return new ReplyToTicket(TENANT, ID, author, "Text");
    }

    private static TicketReplied replied(int number, ReplyAuthor author, TicketStatus status) {
        return new TicketReplied(TENANT, ID, "acc-1", number, author, "Text", status);
    }

    private static Answer answer(String status) {
        return Answer.of("ticketId", ID, "status", status);
    }

    @Nested
    class Opening {

        @Test
        void keepsThePersonalDataUnderTheAccount() {
            fixture.givenNoPriorActivity()
                    .when(open(ACCOUNT))
                    .expectEvents(OPENED)
                    .expectResultMessagePayload(answer("OPEN"));
        }

        @Test
        void keepsThePersonalDataUnderTheTicketWhereThereIsNoAccount() {
            fixture.givenNoPriorActivity()
                    .when(open(null))
                    .expectEvents(new TicketOpened(
                            TENANT,
                            ID,
                            null,
                            "t-1",
                            "Export fails",
                            "Since Monday",
                            Priority.HIGH,
                            TicketChannel.EMAIL));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(OPENED, ASSIGNED, RESOLVED)
                    .when(open(ACCOUNT))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("RESOLVED"));
        }

        @Test
        void isOpenToAClosedAccount() {
            history.holds(ACCOUNT_STREAM, new AccountClosed(TENANT, ACCOUNT, "GONE"));

            fixture.givenNoPriorActivity().when(open(ACCOUNT)).expectEvents(OPENED);
        }

        @Test
        void rejectsAnErasedAccount() {
            history.holds(
                    ACCOUNT_STREAM,
                    new AccountClosed(TENANT, ACCOUNT, "ERASED"),
                    new PersonalDataErased(TENANT, ACCOUNT, "certificate"));

            fixture.givenNoPriorActivity()
                    .when(open(ACCOUNT))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }

        @Test
        void rejectsAnUnknownAccount() {
            fixture.givenNoPriorActivity()
                    .when(open(new AccountId("acc-2")))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_NOT_FOUND));
        }
    }

    @Nested
    class Assigning {

        @Test
        void givesItToAnAgent() {
            fixture.given(OPENED)
                    .when(new AssignTicket(TENANT, ID, "agent-1"))
                    .expectEvents(ASSIGNED)
                    .expectResultMessagePayload(answer("OPEN"));
        }

        @Test
        void changesNothingForTheSameAgent() {
            fixture.given(OPENED, ASSIGNED)
                    .when(new AssignTicket(TENANT, ID, "agent-1"))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void givesItToAnotherAgent() {
            fixture.given(OPENED, ASSIGNED)
                    .when(new AssignTicket(TENANT, ID, "agent-2"))
                    .expectEvents(new TicketAssigned(TENANT, ID, "agent-2"));
        }

        @Test
        void rejectsAResolvedTicket() {
            fixture.given(OPENED, ASSIGNED, RESOLVED)
                    .when(new AssignTicket(TENANT, ID, "agent-2"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_NOT_OPEN));
        }

        @Test
        void rejectsAClosedTicket() {
            fixture.given(OPENED, RESOLVED, CLOSED)
                    .when(new AssignTicket(TENANT, ID, "agent-2"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_IS_CLOSED));
        }

        @Test
        void rejectsATicketThatWasNeverOpened() {
            fixture.givenNoPriorActivity()
                    .when(new AssignTicket(TENANT, ID, "agent-2"))
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Replying {

        @Test
        void waitsForTheCustomerAfterAnAgent() {
            fixture.given(OPENED)
                    .when(reply(ReplyAuthor.AGENT))
                    .expectEvents(replied(1, ReplyAuthor.AGENT, TicketStatus.PENDING))
                    .expectResultMessagePayload(answer("PENDING"));
        }

        @Test
        void isBackInTheQueueAfterTheCustomer() {
            fixture.given(OPENED, replied(1, ReplyAuthor.AGENT, TicketStatus.PENDING))
                    .when(reply(ReplyAuthor.CUSTOMER))
                    .expectEvents(replied(2, ReplyAuthor.CUSTOMER, TicketStatus.OPEN))
                    .expectResultMessagePayload(answer("OPEN"));
        }

        @Test
        void reopensWhatWasResolvedWhenTheCustomerWrites() {
            fixture.given(OPENED, ASSIGNED, RESOLVED)
                    .when(reply(ReplyAuthor.CUSTOMER))
                    .expectEvents(REOPENED, replied(1, ReplyAuthor.CUSTOMER, TicketStatus.OPEN));
        }

        @Test
        void leavesItResolvedWhenAnAgentAddsAWord() {
            fixture.given(OPENED, ASSIGNED, RESOLVED)
                    .when(reply(ReplyAuthor.AGENT))
                    .expectEvents(replied(1, ReplyAuthor.AGENT, TicketStatus.RESOLVED));
        }

        @Test
        void rejectsAClosedTicket() {
            fixture.given(OPENED, RESOLVED, CLOSED)
                    .when(reply(ReplyAuthor.CUSTOMER))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_IS_CLOSED));
        }
    }

    @Nested
    class Resolving {

        @Test
        void creditsTheAssignee() {
            fixture.given(OPENED, ASSIGNED)
                    .when(new ResolveTicket(TENANT, ID))
                    .expectEvents(RESOLVED)
                    .expectResultMessagePayload(answer("RESOLVED"));
        }

        @Test
        void settlesAPendingTicketNobodyHas() {
            fixture.given(OPENED, replied(1, ReplyAuthor.AGENT, TicketStatus.PENDING))
                    .when(new ResolveTicket(TENANT, ID))
                    .expectEvents(new TicketResolved(TENANT, ID, ACCOUNT, null));
        }

        @Test
        void rejectsAResolvedTicket() {
            fixture.given(OPENED, ASSIGNED, RESOLVED)
                    .when(new ResolveTicket(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_NOT_OPEN));
        }

        @Test
        void rejectsAClosedTicket() {
            fixture.given(OPENED, RESOLVED, CLOSED)
                    .when(new ResolveTicket(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_IS_CLOSED));
        }
    }

    @Nested
    class Reopening {

        @Test
        void countsHowOften() {
            fixture.given(OPENED, ASSIGNED, RESOLVED, REOPENED, RESOLVED)
                    .when(new ReopenTicket(TENANT, ID))
                    .expectEvents(new TicketReopened(TENANT, ID, 2))
                    .expectResultMessagePayload(answer("OPEN"));
        }

        @Test
        void rejectsAnOpenTicket() {
            fixture.given(OPENED)
                    .when(new ReopenTicket(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_NOT_RESOLVED));
        }

        @Test
        void rejectsAClosedTicket() {
            fixture.given(OPENED, RESOLVED, CLOSED)
                    .when(new ReopenTicket(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_IS_CLOSED));
        }
    }

    @Nested
    class Closing {

        @Test
        void endsAResolvedTicket() {
            fixture.given(OPENED, ASSIGNED, RESOLVED)
                    .when(new CloseTicket(TENANT, ID))
                    .expectEvents(CLOSED)
                    .expectResultMessagePayload(answer("CLOSED"));
        }

        @Test
        void rejectsAnOpenTicket() {
            fixture.given(OPENED)
                    .when(new CloseTicket(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_NOT_RESOLVED));
        }

        @Test
        void rejectsAReopenedTicket() {
            fixture.given(OPENED, RESOLVED, REOPENED)
                    .when(new CloseTicket(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_NOT_RESOLVED));
        }

        @Test
        void rejectsAClosedTicket() {
            fixture.given(OPENED, RESOLVED, CLOSED)
                    .when(new CloseTicket(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_IS_CLOSED));
        }
    }

    @Nested
    class Rating {

        private final RateTicket rate = new RateTicket(TENANT, ID, 5, "Quick");
        private final TicketRated rated = new TicketRated(TENANT, ID, ACCOUNT, "acc-1", 5, "Quick", "agent-1");

        @Test
        void creditsWhoResolvedItAndNotWhoHasItNow() {
            fixture.given(OPENED, ASSIGNED, RESOLVED, CLOSED)
                    .when(rate)
                    .expectEvents(rated)
                    .expectResultMessagePayload(answer("CLOSED"));
        }

        @Test
        void creditsTheLastWhoResolvedIt() {
            fixture.given(
                            OPENED,
                            ASSIGNED,
                            RESOLVED,
                            REOPENED,
                            new TicketAssigned(TENANT, ID, "agent-2"),
                            new TicketResolved(TENANT, ID, ACCOUNT, "agent-2"))
                    .when(rate)
                    .expectEvents(new TicketRated(TENANT, ID, ACCOUNT, "acc-1", 5, "Quick", "agent-2"));
        }

        @Test
        void rejectsAnOpenTicket() {
            fixture.given(OPENED, ASSIGNED)
                    .when(rate)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_NOT_RESOLVED));
        }

        @Test
        void rejectsASecondRating() {
            fixture.given(OPENED, ASSIGNED, RESOLVED, rated)
                    .when(rate)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TICKET_ALREADY_RATED));
        }
    }
}
