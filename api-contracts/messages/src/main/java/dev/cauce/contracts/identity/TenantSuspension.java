package dev.cauce.contracts.identity;

/** Why a tenant is kept out. */
public enum TenantSuspension {
    PAYMENT_OVERDUE,
    BREACH_OF_TERMS,
    SECURITY_INCIDENT,
    OWN_REQUEST
}
