package dev.cauce.benchmarks.plain;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An account as the view has it, and as it is answered. */
@Entity
@Table(name = "account_row", indexes = @Index(columnList = "companyName,accountId"))
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
@SuppressWarnings("UnusedVariable") // written by JPA, read by Jackson
class AccountRow {

    @Id
    private String accountId;

    private String companyName;
    private @Nullable String contactName;
    private String email;
    private String status;
    private String origin;
    private String timeZone;
    private @Nullable String country;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, String> attributes;

    private Instant registeredAt;

    /** Filled by JPA. */
    @SuppressWarnings("NullAway.Init")
    AccountRow() {}

    AccountRow(PlainAccountRegistered event, Instant registeredAt) {
        this.accountId = event.accountId();
        this.companyName = event.companyName();
        this.contactName = event.contactName();
        this.email = event.email();
        this.status = "ACTIVE";
        this.origin = event.origin();
        this.timeZone = event.timeZone();
        this.country = event.country();
        this.attributes = event.attributes();
        this.registeredAt = registeredAt;
    }
}
