package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.util.List;

/** Writes many cases into a file, some at a time. */
interface CaseWriter {

    void begin() throws IOException;

    /** @return how many entries of the journal it has told of them */
    long add(List<ToldCase> cases) throws IOException;

    void end() throws IOException;
}
