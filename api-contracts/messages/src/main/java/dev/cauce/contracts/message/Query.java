package dev.cauce.contracts.message;

/** A question that a read model answers; it changes nothing. */
public interface Query<R> extends TenantScoped {

    Class<R> resultType();
}
