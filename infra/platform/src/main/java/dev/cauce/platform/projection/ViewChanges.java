package dev.cauce.platform.projection;

import java.util.Set;

/** Is told what a committed batch of events wrote; live streams hang on it. */
@FunctionalInterface
public interface ViewChanges {

    /**
     * Documents of a view were written.
     *
     * @param documentIds see {@link Views#documentId}
     */
    void changed(String view, Set<String> documentIds);
}
