package dev.cauce.application.topology;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Beans of a role; they are there where {@code cauce.roles} names the role, and everywhere when it names none. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(RunsAs.Named.class)
public @interface RunsAs {

    ProcessRole value();

    /** Looks the role up in {@code cauce.roles}, a comma-separated list. */
    final class Named implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Map<String, Object> attributes = metadata.getAnnotationAttributes(RunsAs.class.getName());
            return attributes != null
                    && attributes.get("value") instanceof ProcessRole wanted
                    && ProcessRole.named(context.getEnvironment().getProperty(ProcessRole.SETTING, ""))
                            .contains(wanted);
        }
    }
}
