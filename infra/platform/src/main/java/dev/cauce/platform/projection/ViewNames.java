package dev.cauce.platform.projection;

/** Says which collection a view is kept in. A name that is no view's comes back as it is. */
@FunctionalInterface
public interface ViewNames {

    String collection(String view);
}
