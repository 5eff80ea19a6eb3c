package dev.cauce.benchmarks.inprocess;

import com.sun.management.OperatingSystemMXBean;
import dev.cauce.application.Cauce;
import dev.cauce.benchmarks.measure.ClosedLoop;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.idempotency.RequestStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Cauce's command side in a process of its own, with everything that stands before a handler: serialisation,
 * permissions, validation, idempotency, encryption. A line {@code IN_FLIGHT MILLISECONDS} on its input is a load, and
 * what came of it the line of its output: commands a second, p50 and p99 in milliseconds, processor time a command in
 * milliseconds.
 *
 * <p>Arguments: {@code cauce} or {@code jdbc}, then options for the application.
 */
final class CommandSideProcess {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final TenantId TENANT = new TenantId("demo");

    private final CommandBus bus;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong numbers = new AtomicLong();

    private CommandSideProcess(CommandBus bus) {
        this.bus = bus;
    }

    public static void main(String[] arguments) throws Exception {
        List<Class<?>> sources = new ArrayList<>(List.of(Cauce.class));
        if (arguments[0].equals("jdbc")) {
            sources.add(JdbcEngine.class);
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(sources.toArray(Class[]::new))
                        .run(Arrays.copyOfRange(arguments, 1, arguments.length));
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            CommandSideProcess commands = new CommandSideProcess(context.getBean(CommandBus.class));
            System.out.println("ready");
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ");
                commands.load(Integer.parseInt(words[0]), Duration.ofMillis(Long.parseLong(words[1])));
            }
        }
    }

    private void load(int inFlight, Duration length) throws InterruptedException {
        long before = PROCESS.getProcessCpuTime();
        ClosedLoop.Figures figures = ClosedLoop.run(inFlight, length, () -> this::register);
        long used = PROCESS.getProcessCpuTime() - before;
        System.out.println(String.format(
                Locale.ROOT,
                "%.1f %.3f %.3f %.4f",
                figures.perSecond(),
                figures.p50Millis(),
                figures.p99Millis(),
                used / 1e6 / figures.count()));
    }

    private void register() throws Exception {
        String id = run + "-" + numbers.getAndIncrement();
        RegisterAccount command = new RegisterAccount(
                TENANT,
                new AccountId(id),
                "Company " + id,
                "Ann Example",
                "ann-" + id + "@company.example",
                "Europe/Madrid",
                "ES",
                Origin.IMPORT,
                null,
                Attributes.of(Map.of("industry", "retail", "seats", "5")));
        MetaData metadata = MetaData.from(Map.of(
                MetadataKey.TENANT_ID,
                TENANT.value(),
                MetadataKey.ACTOR,
                "benchmark@benchmark",
                MetadataKey.ROLES,
                Role.ADMIN.name(),
                MetadataKey.IDEMPOTENCY_KEY,
                RequestStream.sha256(id),
                MetadataKey.REQUEST_HASH,
                RequestStream.sha256("body of " + id)));
        CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
        bus.<RegisterAccount, Object>dispatch(
                new GenericCommandMessage<>(command, metadata), (sent, result) -> answered.complete(result));
        CommandResultMessage<?> result = answered.get();
        if (result.isExceptional()) {
            throw new IllegalStateException("A command failed", result.exceptionResult());
        }
    }
}
