package dev.cauce.application.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * What one writer does, a business day in small: sign-ups whose onboarding goes on by itself, imports with a history,
 * tickets with replies, recipients of a campaign. The same seed asks for the same.
 */
public final class Work {

    static final String CAMPAIGN = "crash-campaign";
    static final String PLAN = "starter";

    private final String name;
    private final Random random;
    private final Queue<Request> next = new ArrayDeque<>();
    private final List<String> accounts = new ArrayList<>();
    private int number;

    public Work(int writer, long seed) {
        this.name = "w" + writer;
        this.random = new Random(seed * 31 + writer);
    }

    /** What has to be there before writers begin. */
    public static List<Request> prologue() {
        return List.of(
                new Request("plan", "/v1/plans", """
                        {"planId":"%s","name":"Starter","trialDays":14,
                         "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":4900}]}""".formatted(PLAN), "PlanDefined"),
                new Request(
                        "host",
                        "/v1/accounts",
                        account("host", "IMPORT", ",\"customerSince\":\"2024-01-01T00:00:00Z\""),
                        "AccountRegistered"),
                new Request(
                        "campaign",
                        "/v1/campaigns",
                        "{\"campaignId\":\"%s\",\"accountId\":\"host\",\"name\":\"Crash\",\"channel\":\"EMAIL\"}"
                                .formatted(CAMPAIGN),
                        "CampaignDrafted"),
                variant("a", 1),
                variant("b", 3),
                new Request("launch", "/v1/campaigns/" + CAMPAIGN + "/launch", "", "CampaignLaunched"));
    }

    private static Request variant(String id, int weight) {
        return new Request(
                "variant-" + id,
                "/v1/campaigns/" + CAMPAIGN + "/variants",
                "{\"variantId\":\"%s\",\"name\":\"Variant %s\",\"weight\":%d}".formatted(id, id, weight),
                "VariantAdded");
    }

    Request next() {
        while (next.isEmpty()) {
            plan();
        }
        return next.remove();
    }

    private void plan() {
        String id = name + "-" + number++;
        switch (random.nextInt(8)) {
            case 0, 1 -> signUp(id);
            case 2, 3 -> importCustomer(id);
            case 4, 5 -> ticket(id);
            case 6 -> recipient(id);
            default -> activity(id);
        }
    }

    private void signUp(String id) {
        add(id, "/v1/accounts", account(id, "SIGN_UP", ""), "AccountRegistered");
        List<String> steps = new ArrayList<>(List.of("PROFILE", "DATA_SOURCE", "FIRST_CAMPAIGN", "TEAM"));
        Collections.shuffle(steps, random);
        for (String step : steps.subList(0, random.nextInt(5))) {
            add(
                    id + "-" + step,
                    "/v1/accounts/" + id + "/onboarding-steps",
                    "{\"step\":\"%s\"}".formatted(step),
                    "OnboardingStepCompleted");
        }
        if (random.nextInt(10) == 0) {
            add(id + "-closure", "/v1/accounts/" + id + "/closure", "{\"reason\":\"TEST\"}", "AccountClosed");
        } else {
            accounts.add(id);
        }
    }

    private void importCustomer(String id) {
        add(
                id,
                "/v1/accounts",
                account(id, "IMPORT", ",\"customerSince\":\"2024-03-01T00:00:00Z\",\"attributes\":{\"seats\":\"7\"}"),
                "AccountRegistered");
        add(
                id + "-subscription",
                "/v1/accounts/" + id + "/subscriptions",
                """
                {"subscriptionId":"%s-1","planId":"%s","currency":"EUR","interval":"MONTH","start":"ACTIVE",
                 "startedAt":"2024-03-01T00:00:00Z"}""".formatted(id, PLAN),
                "SubscriptionStarted");
        if (random.nextBoolean()) {
            add(
                    id + "-cancellation",
                    "/v1/subscriptions/" + id + "-1/cancellation",
                    "{\"reason\":\"PRICE\",\"cancelledAt\":\"2024-09-01T00:00:00Z\"}",
                    "SubscriptionCancelled");
        }
        accounts.add(id);
    }

    private void ticket(String id) {
        add(
                id,
                "/v1/tickets",
                "{\"ticketId\":\"%s\",\"subject\":\"Subject %s\",\"body\":\"It is broken\",\"channel\":\"WEB\"}"
                        .formatted(id, id),
                "TicketOpened");
        int replies = random.nextInt(4);
        for (int reply = 0; reply < replies; reply++) {
            add(
                    id + "-reply-" + reply,
                    "/v1/tickets/" + id + "/replies",
                    "{\"author\":\"%s\",\"body\":\"Reply %d\"}".formatted(reply % 2 == 0 ? "AGENT" : "CUSTOMER", reply),
                    "TicketReplied");
        }
        if (random.nextBoolean()) {
            add(id + "-resolution", "/v1/tickets/" + id + "/resolution", "", "TicketResolved");
        }
    }

    private void recipient(String id) {
        String body = "{\"recipientId\":\"%s\"}".formatted(id);
        add(id, "/v1/campaigns/" + CAMPAIGN + "/assignments", body, "VariantAssigned");
        if (random.nextBoolean()) {
            add(id + "-conversion", "/v1/campaigns/" + CAMPAIGN + "/conversions", body, "ConversionRecorded");
        }
    }

    private void activity(String id) {
        if (!accounts.isEmpty()) {
            String account = accounts.get(random.nextInt(accounts.size()));
            add(
                    id,
                    "/v1/accounts/" + account + "/activities",
                    "{\"kind\":\"login\",\"count\":%d}".formatted(1 + random.nextInt(9)),
                    "ActivityRecorded");
        }
    }

    public static String account(String id, String origin, String more) {
        return """
                {"accountId":"%s","companyName":"Company %s","contactName":"Ann","email":"%s@example.com",
                 "timeZone":"Europe/Madrid","origin":"%s"%s}""".formatted(id, id, id, origin, more);
    }

    private void add(String key, String path, String body, String event) {
        next.add(new Request(key, path, body, event));
    }
}
