package dev.cauce.platform.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.TicketOpened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

class EventMarksTest {

    record WithoutSubject(TenantId tenantId, @PersonalData String name) implements Event {}

    record WithTwoSubjects(
            TenantId tenantId,
            @DataSubject String one,
            @DataSubject String other,
            @PersonalData String name) implements Event {}

    record WithNumber(
            TenantId tenantId,
            @DataSubject String subject,
            @PersonalData Integer age) implements Event {}

    record WithSecretSubject(
            TenantId tenantId, @DataSubject @PersonalData String subject) implements Event {}

    record WithoutTenant(
            @DataSubject String subject, @PersonalData String name) implements Event {
        @Override
        public TenantId tenantId() {
            return new TenantId("acme");
        }
    }

    static final class NoRecord implements Event {
        @PersonalData
        private final String name = "Ada";

        @Override
        public TenantId tenantId() {
            return new TenantId(name);
        }
    }

    @Test
    void everyEventOfTheContractsIsMarkedInAWayThatCanBeEncrypted() throws Exception {
        List<Class<?>> personal = new ArrayList<>();
        for (Class<?> event : events()) {
            PersonalRecord.of(event).ifPresent(_ -> personal.add(event));
        }

        assertThat(personal).contains(AccountRegistered.class, TicketOpened.class);
    }

    @Test
    void refusesMarksThatMakeNoSense() {
        for (Class<?> wrong : List.of(
                WithoutSubject.class,
                WithTwoSubjects.class,
                WithNumber.class,
                WithSecretSubject.class,
                WithoutTenant.class,
                NoRecord.class)) {
            assertThatThrownBy(() -> PersonalRecord.of(wrong))
                    .as(wrong.getSimpleName())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(wrong.getName());
        }
    }

    @Test
    void everyEventsSafeTextNamesItsTenant() throws Exception {
        for (Class<?> event : events()) {
            assertThat(event.getRecordComponents()[0].getType())
                    .as(event.getName())
                    .isEqualTo(TenantId.class);
        }
    }

    private static List<Class<?>> events() throws IOException, ClassNotFoundException {
        List<Class<?>> events = new ArrayList<>();
        CachingMetadataReaderFactory classes = new CachingMetadataReaderFactory();
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:dev/cauce/contracts/**/*.class")) {
            Class<?> type = Class.forName(
                    classes.getMetadataReader(resource).getClassMetadata().getClassName());
            if (Event.class.isAssignableFrom(type) && !type.isInterface()) {
                events.add(type);
            }
        }
        assertThat(events).hasSizeGreaterThan(30).allMatch(Class::isRecord);
        return events;
    }
}
