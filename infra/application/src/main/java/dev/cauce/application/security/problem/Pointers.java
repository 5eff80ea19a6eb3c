package dev.cauce.application.security.problem;

/** JSON pointers (RFC 6901) from the names that Java's side of a body gives. */
final class Pointers {

    private Pointers() {}

    /** One step of a pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** {@code lines[2].price} as Bean Validation says it becomes {@code /lines/2/price}. */
    static String ofPropertyPath(String path) {
        StringBuilder pointer = new StringBuilder();
        for (String step : path.replace("]", "").split("[.\\[]", -1)) {
            if (!step.isEmpty()) {
                pointer.append('/').append(escape(step));
            }
        }
        return pointer.toString();
    }
}
