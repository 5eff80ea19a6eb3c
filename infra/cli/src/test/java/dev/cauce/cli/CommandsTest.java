package dev.cauce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.cli.standin.StandInCauce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    Path data;

    private StandInCauce server;
    private CommandLine command;

    @BeforeEach
    void start() throws Exception {
        server = new StandInCauce();
        Files.createDirectory(data.resolve("identity"));
        Files.writeString(
                data.resolve("identity/demo-clients.json"),
                "{\"tenant\":\"demo\",\"clients\":[{\"role\":\"admin\",\"clientId\":\"demo-admin\",\"clientSecret\":\"s3cret\"},"
                        + "{\"role\":\"auditor\",\"clientId\":\"demo-auditor\",\"clientSecret\":\"x\"},"
                        + "{\"role\":\"workflow\",\"clientId\":\"demo-workflow\",\"clientSecret\":\"y\"}]}");
        command = new CommandLine(Map.of("CAUCE_URL", server.url().toString(), "CAUCE_HOME", data.toString()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tokenPrintsATokenAndNothingElse() throws Exception {
        assertThat(command.run("token", "admin")).isZero();
        assertThat(command.out()).isEqualTo("token-1\n");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void tokenCanCountAsAStrongLogin() throws Exception {
        command.run("token", "admin", "--strong");

        assertThat(command.out()).isEqualTo("token-1-strong\n");
    }

    @Test
    void tokenSaysWhichRolesThereAre() throws Exception {
        assertThat(command.run("token", "admn")).isEqualTo(2);
        assertThat(command.err()).contains("no demo client with the role admn; did you mean admin?", "workflow");
        assertThat(command.run("token")).isEqualTo(2);
        assertThat(command.err()).contains("Name one role");
    }

    @Test
    void tokenSaysWhatToDoWithoutADataFolderOrAServer() throws Exception {
        assertThat(command.run(
                        "token", "admin", "--data", data.resolve("elsewhere").toString()))
                .isEqualTo(2);
        assertThat(command.err()).contains("There are no demo clients", "./infra/cauce up");

        server.strikeNext(server.answering(401, "INVALID_CLIENT"));
        assertThat(command.run("token", "admin")).isEqualTo(3);
        assertThat(command.err()).contains("gives demo-admin no token").doesNotContain("s3cret");

        server.close();
        assertThat(command.run("token", "admin")).isEqualTo(3);
        assertThat(command.err()).contains("Nothing listens at");
    }

    @Test
    void aBrokenClientsFileIsNamed() throws Exception {
        Files.writeString(data.resolve("identity/demo-clients.json"), "{ not json");

        assertThat(command.run("token", "admin")).isEqualTo(2);
        assertThat(command.err()).contains("demo-clients.json cannot be read");
    }

    @Test
    void statusShowsPositionsAndWhatIsNotWell() throws Exception {
        assertThat(command.run("status")).isZero();
        assertThat(command.out())
                .contains("Cauce is up at " + server.url() + ", position 12,345")
                .containsPattern("query.account.accounts +RUNNING +12,340 +5 +-")
                .containsPattern("ml.churn +FAILED +7 +12,338 +2")
                .contains("Not well: ml.churn");
    }

    @Test
    void statusOfAServerThatTellsNoMoreIsUp() throws Exception {
        server.strikeNext(exchange -> false, server.answering(403, "PERMISSION_DENIED"));

        assertThat(command.run("status")).isZero();
        assertThat(command.out()).contains("Cauce is up at " + server.url(), "PERMISSION_DENIED");
    }

    @Test
    void statusSaysWhenSomethingElseAnswers() throws Exception {
        server.strikeNext(exchange -> false, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<html>hello</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return true;
        });

        assertThat(command.run("status")).isEqualTo(3);
        assertThat(command.err()).contains("it is not Cauce");
    }

    @Test
    void anImportGetsItsTokenByItselfAndAnotherWhenItExpires() throws Exception {
        Path table = Files.writeString(data.resolve("t.csv"), "id\na\nb\n");
        Path mapping = Files.writeString(
                data.resolve("m.yaml"),
                "mapping: m\naccount: {id: id, company: id, email: {template: '{id}@example.invalid'}}\n");
        StandInCauce.Fault through = exchange -> false;
        server.strikeNext(through, through, exchange -> {
            server.expireTokens();
            return false;
        });

        int code = command.run(
                "import",
                "customers",
                table.toString(),
                "--mapping",
                mapping.toString(),
                "--concurrency",
                "1",
                "--report",
                data.resolve("rejected.csv").toString());

        assertThat(code).as(command.err()).isZero();
        assertThat(server.accounts()).containsOnlyKeys("a", "b");
    }

    @Test
    void wrongWordsAreAnsweredWithTheRightOnes() throws Exception {
        assertThat(command.run()).isEqualTo(2);
        assertThat(command.run("tokn")).isEqualTo(2);
        assertThat(command.err()).contains("Unknown command tokn; did you mean token?");
        assertThat(command.run("import", "customers", "f.csv", "--maping", "m")).isEqualTo(2);
        assertThat(command.err()).contains("Unknown option --maping; did you mean --mapping?");
        assertThat(command.run("import", "customers", "f.csv")).isEqualTo(2);
        assertThat(command.err()).contains("--mapping is missing");
        assertThat(command.run("import", "people", "f.csv")).isEqualTo(2);
        assertThat(command.err()).contains("Usage:");
        assertThat(command.run("import", "customers", "f.csv", "--mapping")).isEqualTo(2);
        assertThat(command.err()).contains("--mapping needs a value");
        assertThat(command.run("import", "customers", "f.csv", "--mapping", "m", "--concurrency", "0"))
                .isEqualTo(2);
        assertThat(command.err()).contains("--concurrency must be a whole number from 1 to 256");
        assertThat(command.run("status", "--url", "ftp://x")).isEqualTo(2);
        assertThat(command.err()).contains("--url must be an address");
        assertThat(command.run("status", "--token", "two words")).isEqualTo(2);
        assertThat(command.err()).contains("give the token alone");
    }
}
