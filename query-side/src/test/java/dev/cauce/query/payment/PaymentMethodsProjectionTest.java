package dev.cauce.query.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.ListPaymentMethodsOfAccount;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodEvent;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.payment.PaymentMethodView;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class PaymentMethodsProjectionTest extends ProjectionContract {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("a.1");

    @Override
    protected Object projection(Views views) {
        return new PaymentMethodsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(PaymentMethodsProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(PaymentMethodEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of(PaymentMethodExpiring.class);
    }

    private static PaymentMethodAdded added(TenantId tenant, String id, int minute) {
        return new PaymentMethodAdded(
                tenant,
                ACCOUNT,
                new PaymentMethodId(id),
                "tok",
                "fp",
                CardBrand.VISA,
                "4242",
                12,
                2030,
                null,
                NOON,
                NOON.plusSeconds(60L * minute));
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("m", added(tenant, "pm.1", 1))
                .add("m", new DefaultPaymentMethodChosen(tenant, ACCOUNT, new PaymentMethodId("pm.1")))
                .add("m", added(tenant, "pm.0", 2))
                .add("m", added(tenant, "gone", 3))
                .add("m", new PaymentMethodRemoved(tenant, ACCOUNT, new PaymentMethodId("gone")))
                .events();
    }

    @Test
    void listsWhatIsLeftOldestFirst() {
        live();
        PaymentQueries queries = new PaymentQueries(fixture.mongo());

        List<PaymentMethodView> methods =
                queries.handle(new ListPaymentMethodsOfAccount(ACME, ACCOUNT)).items();

        assertThat(methods).extracting(PaymentMethodView::paymentMethodId).containsExactly("pm.1", "pm.0");
        assertThat(methods).extracting(PaymentMethodView::defaultMethod).containsExactly(true, false);
        assertThat(queries.handle(new ListPaymentMethodsOfAccount(OTHER, ACCOUNT))
                        .items())
                .isEmpty();
    }
}
