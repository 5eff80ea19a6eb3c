package dev.cauce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.cli.standin.StandInApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real launcher in a made-up project: a Maven that only notes what it was asked, and a server that only
 * listens.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherIT {
    @TempDir
    Path project;

    private final List<Process> started = new ArrayList<>();
    private Path launcher;
    private Path data;
    private int port;
    private String upLog = "";

    private record Result(int code, String text) {}

    @BeforeEach
    void layOut() throws IOException {
        project = project.toRealPath();
        data = project.resolve(".cauce");
        Path infra = Files.createDirectories(project.resolve("infra"));
        launcher = Files.copy(
                Path.of("..", "cauce"), infra.resolve("cauce"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.createDirectories(project.resolve("command-side/src/main/java"));
        Files.writeString(project.resolve("command-side/src/main/java/A.java"), "class A {}");
        Files.createDirectories(project.resolve("infra/cli/src/main/java"));
        Path jar = project.resolve("ready.jar");
        writeJar(jar);
        Path bin = Files.createDirectories(project.resolve("bin"));
        Path mvn = bin.resolve("mvn");
        Files.writeString(mvn, """
                #!/usr/bin/env bash
                echo "$JAVA_HOME|$*" >>"%1$s/mvn.log"
                if [ -f "%1$s/broken" ]; then echo "[ERROR] it does not compile"; exit 1; fi
                mkdir -p "%1$s/infra/application/target" "%1$s/infra/cli/target"
                cp "%2$s" "%1$s/infra/application/target/cauce-application-run.jar"
                cp "%2$s" "%1$s/infra/cli/target/cauce-cli.jar"
                """.formatted(project, jar));
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void endWhatRuns() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void writeJar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInApplication.class.getName());
        String name = StandInApplication.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream in = StandInApplication.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            in.transferTo(jar);
        }
    }

    private ProcessBuilder launch(String... words) {
        List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(project.toFile());
        builder.environment().put("PATH", project.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("CAUCE_HOME");
        builder.environment().remove("CAUCE_URL");
        return builder;
    }

    private Result run(String... words) throws IOException, InterruptedException {
        Process process = launch(words).start();
        started.add(process);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text);
    }

    /** Starts the server and returns when it has said that it is up. */
    private Process up(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("up", "--port", Integer.toString(port)));
        words.addAll(List.of(more));
        Process process = launch(words.toArray(String[]::new)).start();
        started.add(process);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = reader.readLine()) != null) {
            said.append(line).append('\n');
            upLog = said.toString();
            if (line.startsWith("java ")) {
                return process;
            }
        }
        throw new AssertionError("it did not come up:\n" + said);
    }

    private List<String> builds() throws IOException {
        Path log = project.resolve("mvn.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Nested
    class Up {
        @Test
        void buildsAFreshCheckoutOnceAndStarts() throws Exception {
            Process server = up();
            assertThat(builds())
                    .singleElement()
                    .asString()
                    .contains("-pl infra/application,infra/cli -am package", "-DskipTests");
            assertThat(run("stop").code()).isZero();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();

            up();

            assertThat(builds()).hasSize(1);
        }

        @Test
        void startsFromAnUnpackedCopyThatTheNextBuildReplaces() throws Exception {
            Files.writeString(project.resolve("may-extract"), "");
            Path copy = project.resolve("infra/application/target/run/cauce-application-run.jar");
            up();
            assertThat(upLog).contains("Preparing a quick start").contains("from " + copy);
            assertThat(copy.resolveSibling("cauce.aot")).exists();
            run("stop");

            up();

            assertThat(upLog).contains("from " + copy).doesNotContain("Preparing");
            run("stop");
            Files.delete(project.resolve("may-extract"));
            Files.setLastModifiedTime(
                    project.resolve("command-side/src/main/java/A.java"),
                    FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
            up();
            assertThat(upLog).contains("it starts from the jar").doesNotContain("from " + copy);
        }

        @Test
        void buildsAgainWhenASourceIsNewer() throws Exception {
            up();
            run("stop");
            Files.setLastModifiedTime(
                    project.resolve("command-side/src/main/java/A.java"),
                    FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));

            up();

            assertThat(builds()).hasSize(2);
        }

        @Test
        void handsDataFolderPortAndOptionsOnToTheServer() throws Exception {
            Process server = launch(
                            "up", "--port", Integer.toString(port), "--data", "else where", "--logging.level.root=warn")
                    .start();
            started.add(server);
            BufferedReader reader = server.inputReader(StandardCharsets.UTF_8);
            String line = reader.readLine();
            while (line != null && !line.startsWith("up ")) {
                line = reader.readLine();
            }

            assertThat(line)
                    .isEqualTo("up [--cauce.home=" + project.resolve("else where") + ", --server.port=" + port
                            + ", --management.server.port=" + (port + 1) + ", --logging.level.root=warn]");
            assertThat(Files.readAllLines(project.resolve("else where/cauce.pid")))
                    .containsExactly(Long.toString(server.pid()), Integer.toString(port));
        }

        @Test
        void endsCleanlyOnTheSignalOfControlC() throws Exception {
            Process server = up();

            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(data.resolve("ended-cleanly")).hasContent("yes");
        }

        @Test
        void saysHowToMendAPortInUse() throws Exception {
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                Result result = run("up", "--port", Integer.toString(taken.getLocalPort()));

                assertThat(result.code()).isEqualTo(2);
                assertThat(result.text())
                        .contains("Port " + port + " is in use by another programme", "./infra/cauce up --port ");
                assertThat(builds()).isEmpty();
            }
        }

        @Test
        void saysHowToMendAManagementPortInUse() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                String management = Integer.toString(taken.getLocalPort());

                Result result = run("up", "--port", Integer.toString(port), "--management-port", management);

                assertThat(result.code()).isEqualTo(2);
                assertThat(result.text()).contains("Port " + management + " is in use");
            }
        }

        @Test
        void saysThatItRunsAlready() throws Exception {
            Process server = up();

            Result result = run("up");

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.text()).contains("Cauce runs already on " + data + " (process " + server.pid());
        }

        @Test
        void showsWhyABuildFailed() throws Exception {
            Files.writeString(project.resolve("broken"), "");

            Result result = run("up", "--port", Integer.toString(port));

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.text())
                    .contains("[ERROR] it does not compile", "The build failed", "infra/target/build.log");
        }

        @Test
        void refusesWhatItDoesNotKnow() throws Exception {
            assertThat(run("up", "--prot", "1").text()).contains("up does not know --prot");
            assertThat(run("up", "--port", "eighty").text()).contains("--port must be a number from 1 to 65535");
            assertThat(run("up", "--port").text()).contains("--port needs a value");
            assertThat(run("up", "--port", "8080", "--management-port=8080").text())
                    .contains("another than --port");
            assertThat(run("up", "--no-build", "--port", Integer.toString(port)).text())
                    .contains("--no-build forbids to build it");
            assertThat(run("upp")).satisfies(result -> {
                assertThat(result.code()).isEqualTo(2);
                assertThat(result.text()).contains("Unknown command upp");
            });
        }

        @Test
        void saysWhenTheDataFolderCannotBeMade() throws Exception {
            Files.writeString(project.resolve("file"), "");

            Result result = run("up", "--port", Integer.toString(port), "--data", "file/below");

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.text()).contains("cannot be written to; name another with --data");
        }
    }

    @Nested
    class StopAndStatus {
        @Test
        void stopWaitsUntilItIsDown() throws Exception {
            Process server = up();

            Result result = run("stop");

            assertThat(result.text()).isEqualTo("Stopped\n");
            assertThat(server.isAlive()).isFalse();
            assertThat(data.resolve("ended-cleanly")).exists();
            assertThat(data.resolve("cauce.pid")).doesNotExist();
        }

        @Test
        void stopWithoutAServerIsNoFault() throws Exception {
            assertThat(run("stop")).isEqualTo(new Result(0, "Cauce does not run on " + data + "\n"));
        }

        @Test
        void aProcessNumberLeftByACrashIsNotMistaken() throws Exception {
            Files.createDirectories(data);
            Process other = new ProcessBuilder("sleep", "600").start();
            started.add(other);
            Files.writeString(data.resolve("cauce.pid"), other.pid() + "\n8080\n");

            assertThat(run("status").code()).isEqualTo(3);
            assertThat(run("stop").code()).isZero();
            assertThat(other.isAlive()).isTrue();
        }
    }

    @Nested
    class FindingAJdk {
        @Test
        void passesOverOneThatIsTooOldAndNamesWhatItSaw() throws Exception {
            Path old = Files.createDirectories(project.resolve("jdk-17/bin"));
            for (String tool : List.of("java", "javac")) {
                Files.writeString(old.resolve(tool), "#!/bin/sh\nexit 1\n");
                Files.setPosixFilePermissions(old.resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.writeString(project.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.9\"\n");
            ProcessBuilder builder = launch("up", "--port", Integer.toString(port));
            builder.environment().put("JAVA_HOME", project.resolve("jdk-17").toString());
            // The JDK of this test where SDKMAN keeps those it installs: found last of all.
            Path candidates = Files.createDirectories(project.resolve("sdkman/candidates/java"));
            Files.createSymbolicLink(candidates.resolve("current"), Path.of(System.getProperty("java.home")));
            builder.environment().put("SDKMAN_DIR", project.resolve("sdkman").toString());
            Process server = builder.start();
            started.add(server);
            BufferedReader reader = server.inputReader(StandardCharsets.UTF_8);
            String line = reader.readLine();
            while (line != null && !line.startsWith("java ")) {
                line = reader.readLine();
            }

            assertThat(line).isNotNull();
            assertThat(Integer.parseInt(line.substring("java ".length()))).isGreaterThanOrEqualTo(25);
            assertThat(builds().getFirst())
                    .doesNotStartWith(project.resolve("jdk-17").toString());
        }
    }
}
