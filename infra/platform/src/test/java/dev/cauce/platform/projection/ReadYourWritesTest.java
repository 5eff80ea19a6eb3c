package dev.cauce.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.FindAccountById;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.Test;

class ReadYourWritesTest {

    private static final TenantId ACME = new TenantId("acme");

    private final AtomicLong position = new AtomicLong();
    private final List<String> asked = new ArrayList<>();

    private Object ask(Object query, Map<String, ?> metadata, Duration patience) throws Exception {
        ReadYourWrites interceptor = new ReadYourWrites(
                view -> {
                    asked.add(view);
                    return position.getAndIncrement();
                },
                patience);
        QueryMessage<?, ?> message =
                new GenericQueryMessage<>(query, ResponseTypes.instanceOf(String.class)).andMetaData(metadata);
        return interceptor.handle(new DefaultUnitOfWork<>(message), () -> "answer at " + position.get());
    }

    private static FindAccountById find() {
        return new FindAccountById(ACME, new AccountId("a-1"));
    }

    @Test
    void waitsUntilTheViewHasReachedThePosition() throws Exception {
        assertThat(ask(find(), Map.of(MetadataKey.POSITION, "5"), Duration.ofMinutes(1)))
                .isEqualTo("answer at 6");
        assertThat(asked).containsOnly("accounts").hasSize(6);
    }

    @Test
    void doesNotWaitForNothing() throws Exception {
        assertThat(ask(find(), Map.of(), Duration.ofMinutes(1))).isEqualTo("answer at 0");
        assertThat(ask("a query of no view", Map.of(MetadataKey.POSITION, "5"), Duration.ofMinutes(1)))
                .isEqualTo("answer at 0");
    }

    @Test
    void givesUpWhenItsPatienceIsOver() {
        assertThatThrownBy(
                        () -> ask(find(), Map.of(MetadataKey.POSITION, Long.toString(Long.MAX_VALUE)), Duration.ZERO))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.VIEW_BEHIND));
    }

    @Test
    void givesUpWhenItIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> ask(
                            find(), Map.of(MetadataKey.POSITION, Long.toString(Long.MAX_VALUE)), Duration.ofDays(1)))
                    .isInstanceOf(Rejected.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
