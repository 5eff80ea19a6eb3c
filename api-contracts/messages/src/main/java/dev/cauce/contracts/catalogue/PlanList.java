package dev.cauce.contracts.catalogue;

import java.util.List;

/** All plans of a tenant, by id. */
public record PlanList(List<PlanView> items) {}
