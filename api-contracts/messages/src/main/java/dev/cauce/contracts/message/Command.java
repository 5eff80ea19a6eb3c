package dev.cauce.contracts.message;

/** An intention that one aggregate may turn down. */
public interface Command extends TenantScoped {

    /** The stream of the aggregate that decides. */
    StreamId streamId();
}
