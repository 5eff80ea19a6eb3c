package dev.cauce.cli.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.cli.CommandLine;
import dev.cauce.cli.standin.StandInCauce;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    private static final String HEADER = "id,company,contact,email,plan,price,started,ended,seats\n";
    private static final String MAPPING = """
            mapping: test
            plans:
              - {id: basic, name: Basic, currency: EUR, interval: MONTH, price: 10.00}
            account:
              id: id
              company: company
              contact: contact
              email: email
            subscription:
              plan: plan
              price: price
              currency: {constant: EUR}
              interval: {constant: MONTH}
              started: started
              ended: ended
            attributes: [seats]
            """;

    @TempDir
    Path folder;

    private StandInCauce server;
    private CommandLine command;
    private Path report;

    @BeforeEach
    void start() {
        server = new StandInCauce();
        command = new CommandLine(Map.of("CAUCE_URL", server.url().toString(), "CAUCE_TOKEN", "token-0"));
        report = folder.resolve("rejected.csv");
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.contractFaults()).isEmpty();
    }

    private static String row(int number) {
        return "c%d,Company %d,Ana,c%d@example.invalid,basic,12.50,2024-03-01,,%d\n"
                .formatted(number, number, number, number);
    }

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("customers.csv"), text);
    }

    private int importing(String table, String... more) throws IOException, InterruptedException {
        return importing(table(table), MAPPING, more);
    }

    private int importing(Path table, String mapping, String... more) throws IOException, InterruptedException {
        Path mappingFile = Files.writeString(folder.resolve("test.mapping.yaml"), mapping);
        List<String> words = new ArrayList<>(List.of(
                "import",
                "customers",
                table.toString(),
                "--mapping",
                mappingFile.toString(),
                "--report",
                report.toString()));
        words.addAll(List.of(more));
        return command.run(words.toArray(String[]::new));
    }

    private List<String> rejected() throws IOException {
        return Files.exists(report) ? Files.readAllLines(report) : List.of();
    }

    @Nested
    class WhatARowBecomes {
        @Test
        void anAccountASubscriptionAndTheCancellationOfWhoLeft() throws Exception {
            int code = importing(HEADER
                    + "a-1,Acme,Ana Soler,ana@acme.example,basic,12.5,2024-03-01,,7\n"
                    + "a-2,\"Beta, Ltd\",,bo@beta.example,basic,,2024-03-01,2025-01-31, \n");

            assertThat(code).isZero();
            assertThat(server.accounts().get("a-1"))
                    .hasToString(
                            "{\"accountId\":\"a-1\",\"companyName\":\"Acme\",\"contactName\":\"Ana Soler\",\"email\":\"ana@acme.example\",\"timeZone\":\"UTC\",\"origin\":\"IMPORT\",\"customerSince\":\"2024-03-01T00:00:00Z\",\"attributes\":{\"seats\":\"7\"}}");
            assertThat(server.accounts().get("a-2"))
                    .hasToString(
                            "{\"accountId\":\"a-2\",\"companyName\":\"Beta, Ltd\",\"email\":\"bo@beta.example\",\"timeZone\":\"UTC\",\"origin\":\"IMPORT\",\"customerSince\":\"2024-03-01T00:00:00Z\",\"attributes\":{}}");
            assertThat(server.subscriptions().get("a-1-1"))
                    .hasToString(
                            "{\"subscriptionId\":\"a-1-1\",\"planId\":\"basic\",\"currency\":\"EUR\",\"interval\":\"MONTH\",\"amountMinor\":1250,\"start\":\"ACTIVE\",\"startedAt\":\"2024-03-01T00:00:00Z\"}");
            assertThat(server.subscriptions().get("a-2-1").has("amountMinor")).isFalse();
            assertThat(server.cancellations()).containsOnlyKeys("a-2-1");
            assertThat(server.cancellations().get("a-2-1"))
                    .hasToString("{\"reason\":\"UNKNOWN\",\"cancelledAt\":\"2025-01-31T00:00:00Z\"}");
            assertThat(command.out())
                    .contains(
                            "2 rows",
                            "2 imported, 0 unchanged, 0 rejected",
                            "New: 2 accounts, 2 subscriptions, 1 cancellations");
            assertThat(rejected()).isEmpty();
        }

        @Test
        void theReasonWhyACustomerLeftIsTranslatedAndNeverAFeature() throws Exception {
            String table = HEADER.replace("seats", "why")
                    + row(1).replace("2024-03-01,,1", "2024-03-01,2025-01-01,too dear")
                    + row(2).replace("2024-03-01,,2", "2024-03-01,2025-01-01,")
                    + row(3).replace("2024-03-01,,3", "2024-03-01,2025-01-01,bored")
                    + row(4).replace("2024-03-01,,4", "2024-03-01,,");
            String mapping = MAPPING.replace("attributes: [seats]", "attributes: {all-but: []}")
                    .replace(
                            "  ended: ended\n",
                            "  ended: ended\n  reason: {column: why, values: {too dear: PRICE, bored: BORED}}\n");

            importing(table(table), mapping);

            assertThat(server.cancellations().get("c1-1").path("reason").asString())
                    .isEqualTo("PRICE");
            assertThat(server.cancellations().get("c2-1").path("reason").asString())
                    .isEqualTo("UNKNOWN");
            assertThat(server.accounts().get("c1").path("attributes").propertyNames())
                    .doesNotContain("why", "ended");
            assertThat(server.accounts()).containsOnlyKeys("c1", "c2", "c4");
            assertThat(rejected().get(1)).startsWith("4,why,REASON_UNKNOWN,");
        }

        @Test
        void plansOfTheMappingAreCreatedFirst() throws Exception {
            importing(HEADER + row(1));

            assertThat(server.plans().get("basic"))
                    .hasToString(
                            "{\"planId\":\"basic\",\"name\":\"Basic\",\"prices\":[{\"currency\":\"EUR\",\"interval\":\"MONTH\",\"amountMinor\":1000}],\"trialDays\":0}");
            assertThat(server.received().getFirst().path()).isEqualTo("/v1/plans");
        }

        @Test
        void aPlanThatIsThereStaysAsItIs() throws Exception {
            server.addPlan("basic");

            assertThat(importing(HEADER + row(1))).isZero();

            assertThat(command.err()).contains("The plan basic is in the catalogue already");
            assertThat(server.plans().get("basic")).hasToString("{\"planId\":\"basic\"}");
        }

        @Test
        void aDryRunSendsNothing() throws Exception {
            int code = importing(HEADER + row(1) + "c2,,,nobody,basic,1,2024-03-01,,1\n", "--dry-run");

            assertThat(code).isZero();
            assertThat(server.received()).isEmpty();
            assertThat(command.out())
                    .contains(
                            "nothing was sent. Of 2 rows 1 are sound", "1 accounts, 1 subscriptions, 0 cancellations");
            assertThat(rejected()).hasSize(3);
        }
    }

    @Nested
    class ASecondRun {
        @Test
        void changesNothingAndSaysSo() throws Exception {
            String table = HEADER + row(1) + row(2) + row(3);
            importing(table);
            int sent = server.received().size();

            int code = importing(table);

            assertThat(code).isZero();
            assertThat(command.out())
                    .contains("0 imported, 3 unchanged, 0 rejected")
                    .doesNotContain("New:");
            assertThat(server.accounts()).hasSize(3);
            assertThat(server.received()).hasSize(2 * sent);
        }

        @Test
        void knowsARowWhereverItsLineOrColumnsHaveMoved() throws Exception {
            importing(HEADER + row(1) + row(2));

            importing("seats,ended,started,price,plan,email,contact,company,id\n"
                    + "9,,2024-03-01,12.50,basic,c9@example.invalid,Ana,Company 9,c9\n"
                    + "2,,2024-03-01,12.50,basic,c2@example.invalid,Ana,Company 2,c2\n"
                    + "1,,2024-03-01,12.50,basic,c1@example.invalid,Ana,Company 1,c1\n");

            assertThat(command.out()).contains("1 imported, 2 unchanged, 0 rejected");
        }

        @Test
        void overwritesNothingWhereARowHasChanged() throws Exception {
            importing(HEADER + row(1));

            int code = importing(HEADER + row(1).replace("Company 1", "Another name"));

            assertThat(code).isEqualTo(1);
            assertThat(server.accounts().get("c1").path("companyName").asString())
                    .isEqualTo("Company 1");
            assertThat(rejected().get(1)).startsWith("2,id,ALREADY_EXISTS,");
        }

        @Test
        void finishesARowWhosePlanHasBeenCreatedSince() throws Exception {
            String table = HEADER + row(1).replace("basic", "gold");
            assertThat(importing(table)).isEqualTo(1);
            assertThat(rejected().get(1)).startsWith("2,plan,PLAN_NOT_FOUND,").contains("steps before it are in");
            importing(table);
            assertThat(server.subscriptions()).isEmpty();
            server.addPlan("gold");

            assertThat(importing(table)).isZero();

            assertThat(server.subscriptions()).containsOnlyKeys("c1-1");
            importing(table);
            assertThat(command.out()).contains("0 imported, 1 unchanged, 0 rejected");
            assertThat(rejected()).isEmpty();
        }
    }

    @Nested
    class Concurrency {
        @Test
        void isBoundedAndUsed() throws Exception {
            int bound = 4;
            CountDownLatch full = new CountDownLatch(bound);
            server.whileHandling(() -> {
                full.countDown();
                // Until the bound is reached nobody is answered; a client with less concurrency would stand still.
                await(full);
            });
            server.addPlan("basic");
            String rows = IntStream.range(0, 200).mapToObj(ImportTest::row).reduce("", String::concat);

            int code = importing(
                    table(HEADER + rows), MAPPING.replaceAll("(?s)plans:.*?account", "account"), "--concurrency", "4");

            assertThat(code).isZero();
            assertThat(server.accounts()).hasSize(200);
            assertThat(server.mostUnderWay()).isEqualTo(bound);
        }

        private void await(CountDownLatch latch) {
            try {
                if (!latch.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("the client keeps fewer requests under way than it was told to");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Test
        void doesNotMixTheOrderOfTheReport() throws Exception {
            Semaphore first = new Semaphore(0);
            server.strikeNext(exchange -> false, exchange -> {
                first.acquireUninterruptibly();
                return false;
            });
            server.whileHandling(() -> {
                if (server.received().size() > 10) {
                    first.release();
                }
            });
            StringBuilder rows = new StringBuilder();
            for (int i = 1; i <= 12; i++) {
                rows.append(row(i).replace("Company", i % 2 == 0 ? "Company" : "refuse me,")
                        .replaceAll("refuse me, \\d+", "refuse me"));
            }

            importing(HEADER + rows);

            assertThat(rejected().stream().skip(1).map(line -> line.split(",")[0]))
                    .containsExactly("2", "4", "6", "8", "10", "12");
        }
    }

    @Nested
    class ABusyServer {
        @Test
        void isTriedAgainAfterAPause() throws Exception {
            server.strikeNext(
                    server.answering(503, "UNAVAILABLE"),
                    server.answering(429, "RATE_LIMITED"),
                    server.answering(409, "REQUEST_IN_FLIGHT"),
                    StandInCauce.hangingUp());

            int code = importing(HEADER + row(1), "--concurrency", "1");

            assertThat(code).isZero();
            assertThat(server.accounts()).containsOnlyKeys("c1");
            assertThat(command.pauses()).hasSize(4);
            assertThat(command.pauses().get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(command.pauses().get(1))
                    .as("the server asked for two seconds")
                    .isEqualTo(Duration.ofSeconds(2));
            assertThat(command.pauses().get(3)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
        }

        @Test
        void endsTheImportWhenItStaysAway() throws Exception {
            server.close();

            int code = importing(HEADER + row(1));

            assertThat(code).isEqualTo(3);
            assertThat(command.err()).contains("nothing listens there, 5 attempts", "./infra/cauce up");
            assertThat(command.pauses()).hasSize(4);
        }

        @Test
        void endsTheImportInTheMiddleAndGoesOnInTheNextRun() throws Exception {
            int inOneBatch = 32;
            String table = HEADER
                    + IntStream.rangeClosed(1, inOneBatch + 2)
                            .mapToObj(ImportTest::row)
                            .reduce("", String::concat);
            StandInCauce.Fault through = exchange -> false;
            StandInCauce.Fault busy = server.answering(503, "UNAVAILABLE");
            server.strikeNext(through, through, busy, busy, busy, busy, busy);

            int code = importing(table, "--concurrency", "1");

            assertThat(code).isEqualTo(3);
            assertThat(command.err()).contains("stopped after 32 rows (line 33)", "Run the same command again");
            assertThat(importing(table)).isZero();
            assertThat(command.out()).contains("2 imported, 32 unchanged");
        }

        @Test
        void thatTakesNoBatchesGetsEachRequestAlone() throws Exception {
            server.refuseBatches();

            assertThat(importing(HEADER + row(1) + row(2))).isZero();
            assertThat(server.accounts()).containsOnlyKeys("c1", "c2");
            assertThat(server.subscriptions()).hasSize(2);
        }

        @Test
        void thatFailsIsNotBlamedOnTheRow() throws Exception {
            server.strikeNext(server.answering(500, "INTERNAL"));

            assertThat(importing(HEADER + row(1))).isEqualTo(3);
            assertThat(command.err()).contains("The server failed (500 INTERNAL)");
            assertThat(rejected()).isEmpty();
        }

        @Test
        void thatRefusesTheTokenEndsTheImport() throws Exception {
            server.expireTokens();

            assertThat(importing(HEADER + row(1))).isEqualTo(3);
            assertThat(command.err()).contains("The server refuses the token (401)");
        }

        @Test
        void thatForbidsItEndsTheImport() throws Exception {
            server.strikeNext(server.answering(403, "PERMISSION_DENIED"));

            assertThat(importing(HEADER + row(1))).isEqualTo(3);
            assertThat(command.err()).contains("PERMISSION_DENIED", "role workflow or admin");
        }
    }

    @Nested
    class BadRows {
        @Test
        void neverStopTheOthers() throws Exception {
            int code = importing(HEADER
                    + row(1)
                    + "c2,Too,few\n"
                    + "c3,Company,Ana,not an address,basic,1,2024-03-01,,1\n"
                    + "c4,Company,Ana,c4@example.invalid,basic,1.234,2024-03-01,,1\n"
                    + "c5,Company,Ana,c5@example.invalid,basic,1,01/03/2024,,1\n"
                    + "c6,Company,Ana,c6@example.invalid,basic,1,2999-01-01,,1\n"
                    + "c7,Company,Ana,c7@example.invalid,basic,1,2024-03-01,2024-02-01,1\n"
                    + "c 8,Company,Ana,c8@example.invalid,basic,1,2024-03-01,,1\n"
                    + "c1,Company,Ana,c9@example.invalid,basic,1,2024-03-01,,1\n"
                    + "c10,Company,Ana,C1@example.invalid,basic,1,2024-03-01,,1\n"
                    + "c11,,Ana,c11@example.invalid,basic,1,2024-03-01,,1\n"
                    + "c12,Company,Ana,c12@example.invalid,silver,1,2024-03-01,,1\n"
                    + "c13,refuse me,Ana,c13@example.invalid,basic,1,2024-03-01,,1\n"
                    + "c14,Company,Ana,c14@example.invalid,basic,1,2023-02-29,,1\n"
                    + "c16,Company,Ana,c16@example.invalid,basic,1,0204-02-29,,1\n"
                    + row(15));

            assertThat(code).isZero();
            assertThat(server.subscriptions()).containsOnlyKeys("c1-1", "c15-1");
            assertThat(rejected().stream()
                            .map(line ->
                                    String.join(",", List.of(line.split(",")).subList(0, 3))))
                    .containsExactly(
                            "line,column,code",
                            "3,,RAGGED_ROW",
                            "4,email,EMAIL_MALFORMED",
                            "5,price,NOT_AN_AMOUNT",
                            "6,started,NOT_A_DATE",
                            "7,started,DATE_IN_FUTURE",
                            "8,ended,ENDS_BEFORE_START",
                            "9,id,ID_NOT_ALLOWED",
                            "10,id,ID_TWICE",
                            "11,email,EMAIL_TWICE",
                            "12,company,CELL_BLANK",
                            "13,plan,PLAN_NOT_FOUND",
                            "14,company,INVALID_REQUEST",
                            "15,started,NOT_A_DATE",
                            "16,started,DATE_TOO_EARLY");
            assertThat(command.out())
                    .contains("2 imported, 0 unchanged, 14 rejected", "2 × NOT_A_DATE", "line 3: has 3 cells");
        }

        @Test
        void areNamedWithAllTheirFaults() throws Exception {
            importing(HEADER + "c 1,,Ana,nobody,basic,x,yesterday,,1\n");

            assertThat(rejected().stream().skip(1).map(line -> line.split(",")[2]))
                    .containsExactly("ID_NOT_ALLOWED", "CELL_BLANK", "EMAIL_MALFORMED", "NOT_AN_AMOUNT", "NOT_A_DATE");
        }

        @Test
        void areReportedWithoutWhatStandsInThem() throws Exception {
            // A row shifted by one column: the name stands where the address should, the address where the plan should.
            importing(HEADER + "Zaphod,c1,Acme,Beeblebrox,zaphod@heart.example,basic,12.50,2024-03-01,9\n");

            assertThat(rejected()).hasSizeGreaterThan(2);
            assertThat(Files.readString(report) + command.out() + command.err())
                    .doesNotContain("Beeblebrox", "Zaphod", "zaphod", "heart");
        }

        @Test
        void goIntoAReportOfJsonLinesWhenItsNameSaysSo() throws Exception {
            report = folder.resolve("rejected.jsonl");

            importing(HEADER + "c2,Too,few\n" + row(1));

            assertThat(rejected())
                    .singleElement()
                    .asString()
                    .startsWith("{\"line\":2,\"column\":\"\",\"code\":\"RAGGED_ROW\",\"message\":\"has 3 cells");
        }

        @Test
        void makeTheExitCodeOneWhenNoOtherIsThere() throws Exception {
            assertThat(importing(HEADER + "c2,Too,few\n")).isEqualTo(1);
            assertThat(importing(HEADER)).isEqualTo(1);
            assertThat(command.out()).contains("a header and no rows");
        }

        @Test
        void anEMailOfAnotherAccountIsTheServersToRefuse() throws Exception {
            importing(HEADER + row(1));

            assertThat(importing(HEADER + row(2).replace("c2@", "c1@"))).isEqualTo(1);

            assertThat(rejected().get(1)).startsWith("2,email,EMAIL_TAKEN,");
        }

        @Test
        void tenMegabytesInOneCellCostThatRowOnly() throws Exception {
            String huge = "x".repeat(10 * 1024 * 1024);

            int code = importing(HEADER
                    + row(1)
                    + row(2).replace("Company 2", huge)
                    + row(3).replace("Ana", "\"" + huge + "\"")
                    + row(4));

            assertThat(code).isZero();
            assertThat(server.accounts()).containsOnlyKeys("c1", "c4");
            assertThat(rejected().stream().skip(1).map(line -> line.substring(0, 24)))
                    .containsExactly("3,company,CELL_TOO_LONG,", "4,contact,CELL_TOO_LONG,");
        }

        @Test
        void aQuotationMarkThatIsNeverClosedCostsThatRowOnly() throws Exception {
            int code = importing(HEADER + row(1) + row(2).replace("Company 2", "\"Company 2") + row(3) + row(4));

            assertThat(code).isZero();
            assertThat(server.accounts()).containsOnlyKeys("c1", "c3", "c4");
            assertThat(rejected().get(1)).startsWith("3,,QUOTES_WRONG,");
        }

        @Test
        void aQuotationMarkThatClosesLinesLaterCostsTheTwoRowsOnly() throws Exception {
            int code = importing(HEADER
                    + row(1)
                    + row(2).replace("Company 2", "\"Company 2")
                    + row(3)
                    + row(4).replace("Company 4", "\"Company 4")
                    + row(5));

            assertThat(code).isZero();
            assertThat(server.accounts()).containsOnlyKeys("c1", "c3", "c5");
        }
    }

    @Nested
    class BadFiles {
        private void refused(byte[] content, String... said) throws IOException, InterruptedException {
            Path table = Files.write(folder.resolve("customers.csv"), content);
            assertThat(importing(table, MAPPING)).isEqualTo(2);
            assertThat(command.err()).contains(said);
            assertThat(server.received()).isEmpty();
        }

        private void refused(String content, String... said) throws IOException, InterruptedException {
            refused(content.getBytes(StandardCharsets.UTF_8), said);
        }

        @Test
        void withoutHeader() throws Exception {
            refused(
                    row(1) + row(2),
                    "names none of the columns of the mapping",
                    "put a line with the columns' names on top");
            assertThat(command.err()).doesNotContain("Company 1");
        }

        @Test
        void withAColumnMissing() throws Exception {
            refused(
                    HEADER.replace("started", "start_ed") + row(1),
                    "test.mapping.yaml:14: the file has no column 'started'; did you mean start_ed?");
        }

        @Test
        void withTwoColumnsOfOneName() throws Exception {
            refused(HEADER.replace("seats", "email"), "line 1: two columns are named 'email'");
        }

        @Test
        void empty() throws Exception {
            refused("", "is empty");
            refused("\n\n", "blank lines only");
        }

        @Test
        void thatAreNoText() throws Exception {
            refused(new byte[] {'P', 'K', 3, 4, 0, 0, 1, 2}, "Excel or OpenDocument table", "save the table as CSV");
            refused(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0}, "gunzip");
            refused("id,company\0\n", "line 1: holds NUL characters");
        }

        @Test
        void thatAreNotThere() throws Exception {
            assertThat(importing(folder.resolve("nowhere.csv"), MAPPING)).isEqualTo(2);
            assertThat(command.err()).contains("There is no file");
            assertThat(importing(folder, MAPPING)).isEqualTo(2);
            assertThat(command.err()).contains("is a folder");
        }

        @Test
        void inAnotherEncodingAreRefusedUntilItIsNamed() throws Exception {
            byte[] latin = (HEADER + row(1) + row(2).replace("Company 2", "Peñíscola €"))
                    .getBytes(Charset.forName("windows-1252"));
            refused(latin, "line 3: byte 0xF1 is not UTF-8", "--encoding windows-1252");

            assertThat(importing(folder.resolve("customers.csv"), MAPPING, "--encoding", "windows-1252"))
                    .isZero();
            assertThat(server.accounts().get("c2").path("companyName").asString())
                    .isEqualTo("Peñíscola €");
        }

        @Test
        void withAByteOrderMarkAreReadAsItSays() throws Exception {
            String text = "\uFEFF" + HEADER + row(1).replace("Company 1", "Peñíscola");
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                Path table = Files.write(folder.resolve("customers.csv"), text.getBytes(charset));

                assertThat(importing(table, MAPPING)).as(charset.name()).isZero();
            }
            assertThat(server.accounts().get("c1").path("companyName").asString())
                    .isEqualTo("Peñíscola");
            assertThat(command.out()).contains("1 unchanged");
        }

        @Test
        void withSemicolonsOrTabsAreUnderstood() throws Exception {
            assertThat(importing((HEADER + row(1)).replace(',', ';'))).isZero();
            assertThat(importing((HEADER + row(2)).replace(',', '\t'))).isZero();
            assertThat(server.accounts()).containsOnlyKeys("c1", "c2");
        }

        @Test
        void areNotOverwrittenByTheReport() throws Exception {
            report = folder.resolve("customers.csv");

            assertThat(importing(HEADER + row(1))).isEqualTo(2);

            assertThat(command.err()).contains("which is read; name another file");
            assertThat(Files.readString(report)).isEqualTo(HEADER + row(1));
        }
    }

    @Nested
    class TheAsOfDate {
        private static final String COUNTING = """
                mapping: counting
                account: {id: id, company: id, email: {template: "{id}@example.invalid"}}
                subscription:
                  plan: {constant: basic}
                  currency: {constant: EUR}
                  interval: {constant: MONTH}
                  started: {date: "as-of minus {tenure} months"}
                outcome: {column: left, values: {Yes: cancelled, No: active}}
                """;

        @Test
        void isWhatDatesAreCountedFrom() throws Exception {
            server.addPlan("basic");

            int code = importing(table("id,tenure,left\na,13,No\nb,0,Yes\n"), COUNTING, "--as-of", "2024-03-31");

            assertThat(code).isZero();
            assertThat(server.subscriptions().get("a-1").path("startedAt").asString())
                    .isEqualTo("2023-02-28T00:00:00Z");
            assertThat(server.subscriptions().get("b-1").path("startedAt").asString())
                    .isEqualTo("2024-03-31T00:00:00Z");
            assertThat(server.cancellations()).containsOnlyKeys("b-1");
            assertThat(server.cancellations().get("b-1").path("cancelledAt").asString())
                    .isEqualTo("2024-03-31T00:00:00Z");
        }

        @Test
        void mustBeSaidWhenSomethingIsCountedFromIt() throws Exception {
            assertThat(importing(table("id,tenure,left\na,13,No\n"), COUNTING)).isEqualTo(2);
            assertThat(command.err()).contains("add --as-of");
        }

        @Test
        void mayNotLieInTheFutureNorMayTheTableBeYounger() throws Exception {
            assertThat(importing(HEADER + row(1), "--as-of", "2999-01-01")).isEqualTo(2);
            assertThat(command.err()).contains("lies in the future");

            assertThat(importing(HEADER + row(1), "--as-of", "2024-02-29")).isEqualTo(1);
            assertThat(rejected().get(1)).startsWith("2,started,DATE_AFTER_AS_OF,");
        }

        @Test
        void anOutcomeThatContradictsTheEndRefusesTheRow() throws Exception {
            String mapping = MAPPING + "outcome: {column: seats, values: {'1': active, '2': cancelled}}\n";
            mapping = mapping.replace("attributes: [seats]\n", "");

            importing(
                    table(HEADER + row(1).replace("2024-03-01,", "2024-03-01,2025-01-01") + row(2) + row(3)),
                    mapping,
                    "--as-of",
                    "2026-01-01");

            assertThat(rejected().stream()
                            .skip(1)
                            .map(line ->
                                    String.join(",", List.of(line.split(",")).subList(0, 3))))
                    .containsExactly("2,ended,ENDED_BUT_ACTIVE", "4,seats,VALUE_NOT_MAPPED");
            assertThat(server.cancellations().get("c2-1").path("cancelledAt").asString())
                    .isEqualTo("2026-01-01T00:00:00Z");
        }
    }
}
