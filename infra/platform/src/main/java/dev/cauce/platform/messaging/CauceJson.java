package dev.cauce.platform.messaging;

import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one JSON form of messages, tokens and stored state. Equal values have equal bytes: a record's components stand in
 * their order, other properties and map entries by name, and sets by their elements. Times and durations are ISO-8601
 * strings. Reading is lenient towards old history (unknown properties are skipped, an absent primitive is its default)
 * and strict in everything else. There is no default typing; the only class names ever read from JSON are Axon's own
 * tracking tokens.
 */
public final class CauceJson {

    private static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();

    private CauceJson() {}

    /** A shared mapper in this form, without Axon's modules. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Applies this form to a builder, such as the one that Axon hands to a {@code Jackson3SerializerCustomizer}. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // A tree in between (upcasting, decryption) must not turn 1.10 into 1.1 or into a double.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                // A parser's message must not quote what it was reading.
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // Axon's ReplayToken names the class of the token inside it.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build())
                .addModule(new SimpleModule("Cauce sets").setSerializerModifier(new SortedSets()));
    }

    /**
     * Axon's serializer in this form: for messages, tokens, sagas and deadlines. Events go through another around it.
     */
    public static Jackson3Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(CauceJson::configure)
                .build();
    }
}
