package dev.cauce.platform.access;

import dev.cauce.contracts.personaldata.ReadsPersonalData;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

/** Writes to the access audit that personal data was read, before it is. */
public final class PersonalDataReads implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    private final AccessAudit audit;

    public PersonalDataReads(AccessAudit audit) {
        this.audit = audit;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        QueryMessage<?, ?> query = unitOfWork.getMessage();
        if (query.getPayloadType().isAnnotationPresent(ReadsPersonalData.class)) {
            audit.personalDataRead(query.getMetaData(), query.getPayloadType().getSimpleName());
        }
        return chain.proceed();
    }
}
