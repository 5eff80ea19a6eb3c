package dev.cauce.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToRetrieveIdentifierException;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenLastTest {

    private static final GlobalSequenceTrackingToken NEW = new GlobalSequenceTrackingToken(7);

    private final InMemoryTokenStore kept = new InMemoryTokenStore();
    private final TokenLast tokens = new TokenLast(kept);

    @BeforeEach
    void begin() {
        tokens.initializeTokenSegments("views", 1, new GlobalSequenceTrackingToken(0));
    }

    private Object stored() {
        return kept.fetchToken("views", 0);
    }

    @Test
    void storesTheTokenAfterEverythingThatHandlersLeftToPrepareCommit() {
        DefaultUnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("event"));
        List<Object> atFlush = new ArrayList<>();
        tokens.storeToken(NEW, "views", 0);
        unitOfWork.onPrepareCommit(committing -> atFlush.add(stored()));
        assertThat(stored()).isNotEqualTo(NEW);

        unitOfWork.commit();

        assertThat(atFlush).containsExactly(new GlobalSequenceTrackingToken(0));
        assertThat(stored()).isEqualTo(NEW);
    }

    @Test
    void storesNoTokenOfABatchThatFailed() {
        DefaultUnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("event"));
        tokens.storeToken(NEW, "views", 0);

        unitOfWork.rollback(new IllegalStateException("the view could not be written"));

        assertThat(stored()).isEqualTo(new GlobalSequenceTrackingToken(0));
    }

    @Test
    void readsTheIdentifierThatAnotherProcessWroteFirst() {
        AtomicInteger asked = new AtomicInteger();
        TokenLast late = new TokenLast(new InMemoryTokenStore() {
            @Override
            public Optional<String> retrieveStorageIdentifier() {
                if (asked.getAndIncrement() == 0) {
                    throw new UnableToRetrieveIdentifierException("duplicate key", new IllegalStateException());
                }
                return Optional.of("the other's");
            }
        });

        assertThat(late.retrieveStorageIdentifier()).contains("the other's");
    }

    @Test
    void storesATokenAtOnceWhereThereIsNoBatch() {
        tokens.storeToken(NEW, "views", 0);

        assertThat(stored()).isEqualTo(NEW);
    }
}
