package dev.cauce.application.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.application.SteppedClock;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRevocationsTest {

    private static final Duration LIFE = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-24T12:00:00Z"));
    private PrivateFile file;

    @BeforeEach
    void name() {
        file = new PrivateFile(folder.resolve("revocations"));
    }

    @Test
    void refusesARevokedTokenAndNoOther() {
        FileRevocations revocations = revocations();
        revocations.revokeToken("j-1", clock.instant().plus(LIFE));

        assertThat(revocations.isRevoked("j-1", caller("c"), clock.instant())).isTrue();
        assertThat(revocations.isRevoked("j-2", caller("c"), clock.instant())).isFalse();
        assertThat(revocations.isRevoked(null, caller("c"), clock.instant())).isFalse();
    }

    @Test
    void refusesWhatAClientWasIssuedBeforeAndNotAfter() {
        FileRevocations revocations = revocations();
        revocations.revokeTokensOf("c");

        assertThat(revocations.isRevoked("j", caller("c"), clock.instant())).isTrue();
        assertThat(revocations.isRevoked("j", caller("d"), clock.instant())).isFalse();
        assertThat(revocations.isRevoked("j", caller("c"), clock.instant().plusSeconds(1)))
                .isFalse();
    }

    @Test
    void findsThemAfterARestartUntilTheyDoNotMatterAnyMore() throws IOException {
        FileRevocations before = revocations();
        before.revokeToken("j-1", clock.instant().plus(LIFE));
        before.revokeTokensOf("c");

        assertThat(revocations().isRevoked("j-1", caller("x"), clock.instant())).isTrue();
        assertThat(revocations().isRevoked("j-2", caller("c"), clock.instant())).isTrue();

        Instant issued = clock.instant();
        clock.step(LIFE.multipliedBy(3));
        assertThat(revocations().isRevoked("j-1", caller("c"), issued)).isFalse();
        assertThat(Files.size(file.path())).isZero();
    }

    @Test
    void dropsALineThatACrashTore() throws IOException {
        revocations().revokeToken("j-1", clock.instant().plus(LIFE));
        Files.writeString(file.path(), "token j-2 17955", StandardOpenOption.APPEND);

        FileRevocations after = revocations();

        assertThat(after.isRevoked("j-1", caller("c"), clock.instant())).isTrue();
        after.revokeToken("j-3", clock.instant().plus(LIFE));
        assertThat(revocations().isRevoked("j-3", caller("c"), clock.instant())).isTrue();
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Files.writeString(file.path(), "token j-1 nonsense\n");

        assertThatThrownBy(this::revocations).isInstanceOf(UnreadableIdentityFile.class);
    }

    @Test
    void refusesAnIdThatWouldMakeAnotherLine() {
        assertThatThrownBy(() -> revocations().revokeToken("j\nclient demo-admin 1", clock.instant()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private FileRevocations revocations() {
        return new FileRevocations(file, LIFE, clock);
    }

    @Test
    void refusesWhatASubjectAndATenantWereIssuedBeforeAndNothingOfOthers() {
        FileRevocations revocations = revocations();
        revocations.revokeTokensOfSubject("t", "s-1");
        revocations.revokeTokensOfTenant("closed");

        for (FileRevocations known : List.of(revocations, revocations())) {
            assertThat(known.isRevoked("j", caller("t", "s-1", "any"), clock.instant()))
                    .isTrue();
            assertThat(known.isRevoked("j", caller("u", "s-1", "any"), clock.instant()))
                    .isFalse();
            assertThat(known.isRevoked("j", caller("t", "s-2", "s-1"), clock.instant()))
                    .isFalse();
            assertThat(known.isRevoked("j", caller("closed", "s-2", "c"), clock.instant()))
                    .isTrue();
            assertThat(known.isRevoked(
                            "j", caller("closed", "s-2", "c"), clock.instant().plusSeconds(2)))
                    .isFalse();
        }
    }

    private static Caller caller(String clientId) {
        return caller("t", "s", clientId);
    }

    private static Caller caller(String tenant, String subject, String clientId) {
        return new Caller(new TenantId(tenant), subject, clientId, Set.of(), null, Instant.MAX);
    }
}
