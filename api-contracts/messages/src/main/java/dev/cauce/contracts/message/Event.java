package dev.cauce.contracts.message;

/** Something that happened, as it is stored for ever. An event never validates: old history always loads. */
public interface Event extends TenantScoped {}
