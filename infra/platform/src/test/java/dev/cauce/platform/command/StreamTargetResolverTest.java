package dev.cauce.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.junit.jupiter.api.Test;

class StreamTargetResolverTest {

    private static final ReactivateAccount COMMAND = new ReactivateAccount(new TenantId("demo"), new AccountId("acme"));

    private final StreamTargetResolver resolver = new StreamTargetResolver();

    @Test
    void namesTheStreamAndNoVersionWithoutIfMatch() {
        VersionedAggregateIdentifier target = resolver.resolveTarget(message(Map.of()));

        assertThat(target.getIdentifier()).isEqualTo("demo/account/acme");
        assertThat(target.getVersion()).isNull();
        assertThat(resolver.getRoutingKey(message(Map.of()))).isEqualTo("demo/account/acme");
    }

    @Test
    void namesTheVersionThatIsExpected() {
        assertThat(resolver.resolveTarget(message(Map.of(MetadataKey.EXPECTED_VERSION, "3")))
                        .getVersion())
                .isEqualTo(3);
    }

    private static CommandMessage<ReactivateAccount> message(Map<String, String> metadata) {
        return new GenericCommandMessage<>(COMMAND, metadata);
    }
}
