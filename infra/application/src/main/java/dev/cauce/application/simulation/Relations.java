package dev.cauce.application.simulation;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.campaign.AddVariant;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.CompleteCampaign;
import dev.cauce.contracts.campaign.DraftCampaign;
import dev.cauce.contracts.campaign.LaunchCampaign;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.recipient.AssignVariant;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.recipient.RecordConversion;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.AssignTicket;
import dev.cauce.contracts.ticket.CloseTicket;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.RateTicket;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyToTicket;
import dev.cauce.contracts.ticket.ResolveTicket;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import java.time.Duration;
import java.util.SplittableRandom;

/** What a customer has to do with others: the company's support, and the people whom its campaigns reach. */
final class Relations {

    private static final int AGENTS = 4;
    private static final double CONVERTS = 0.12;
    private static final Duration CAMPAIGN = Duration.ofDays(10);

    private final Customer customer;
    private final Company company;
    private final SplittableRandom chance;
    private int tickets;
    private int campaigns;

    Relations(Customer customer, Company company, SplittableRandom chance) {
        this.customer = customer;
        this.company = company;
        this.chance = chance;
    }

    private TenantId tenant() {
        return company.requests().tenantId();
    }

    private Duration hours(double least, double most) {
        return Duration.ofSeconds((long) ((least + (most - least) * chance.nextDouble()) * 3_600));
    }

    /** Asks something; whoever is answered late is not content, and some of those leave. */
    void ticket(String subject) {
        if (!customer.active()) {
            return;
        }
        tickets++;
        TicketId ticket = new TicketId(customer.id() + "-t" + tickets);
        String agent = "agent-" + (1 + chance.nextInt(AGENTS));
        boolean late = chance.nextDouble() < Hazards.ANSWERED_LATE;
        company.requests()
                .byCustomer(
                        customer.id(),
                        new OpenTicket(
                                tenant(),
                                ticket,
                                customer.accountId(),
                                subject,
                                "We would like to know.",
                                chance.nextInt(5) == 0 ? Priority.HIGH : Priority.NORMAL,
                                TicketChannel.WEB));
        Duration answered = late ? hours(50, 140) : hours(1, 10);
        Duration resolved = answered.plus(hours(1, 20));
        company.plan(
                hours(0.25, 1),
                () -> company.requests().byStaff(Role.SUPPORT, agent, new AssignTicket(tenant(), ticket, agent)));
        company.plan(
                answered,
                () -> company.requests()
                        .byStaff(
                                Role.SUPPORT,
                                agent,
                                new ReplyToTicket(tenant(), ticket, ReplyAuthor.AGENT, "It is done like this.")));
        company.plan(
                resolved, () -> company.requests().byStaff(Role.SUPPORT, agent, new ResolveTicket(tenant(), ticket)));
        company.plan(resolved.plus(hours(1, 12)), () -> rate(ticket, late));
        company.plan(
                resolved.plus(hours(24, 48)),
                () -> company.requests().byStaff(Role.SUPPORT, agent, new CloseTicket(tenant(), ticket)));
    }

    private void rate(TicketId ticket, boolean late) {
        int score = late ? 1 + chance.nextInt(2) : 3 + chance.nextInt(3);
        company.requests().byCustomer(customer.id(), new RateTicket(tenant(), ticket, score, null));
        if (late && chance.nextDouble() < Hazards.LEAVES_AFTER_BAD_SUPPORT) {
            customer.begin(ChurnCause.BAD_SUPPORT);
        }
    }

    /** Tries two variants on some people. */
    void campaign() {
        if (!customer.active()) {
            return;
        }
        campaigns++;
        CampaignId campaign = new CampaignId(customer.id() + "-c" + campaigns);
        asMarketer(new DraftCampaign(
                tenant(), campaign, customer.accountId(), "Campaign " + campaigns, oneOf(Channel.values())));
        asMarketer(new AddVariant(tenant(), campaign, new VariantId("a"), "Short", 1));
        asMarketer(new AddVariant(tenant(), campaign, new VariantId("b"), "Long", 1));
        asMarketer(new LaunchCampaign(tenant(), campaign));
        int people = 4 + chance.nextInt(12);
        for (int person = 1; person <= people; person++) {
            RecipientId recipient = new RecipientId(customer.id() + "-p" + person);
            Duration reached = hours(1, 100);
            company.plan(reached, () -> asMarketer(new AssignVariant(tenant(), recipient, campaign)));
            if (chance.nextDouble() < CONVERTS) {
                long value = 500L + chance.nextInt(20_000);
                company.plan(
                        reached.plus(hours(1, 90)),
                        () -> asMarketer(new RecordConversion(tenant(), recipient, campaign, value, "EUR")));
            }
        }
        company.plan(CAMPAIGN, () -> asMarketer(new CompleteCampaign(tenant(), campaign)));
    }

    private void asMarketer(Command command) {
        company.requests().byStaff(Role.MARKETING, "marketing-1", command);
    }

    private Channel oneOf(Channel[] channels) {
        return channels[chance.nextInt(channels.length)];
    }
}
