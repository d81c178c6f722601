package se.vaxholm.svara.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;
import se.vaxholm.svara.files.FileRefusedException.Reason;

/** Takes in what a form brings: each file by itself, so that a good one is kept when its neighbour is refused. */
@Service
public class Uploads {

    private final KeptFiles files;

    Uploads(KeptFiles files) {
        this.files = files;
    }

    /** What became of them; without both lists nothing was chosen. */
    public record Taken(List<KeptFile> kept, List<Refused> refused) {

        public boolean isEmpty() {
            return kept.isEmpty() && refused.isEmpty();
        }
    }

    /**
     * One that was not taken in.
     *
     * @param name safe to show
     */
    public record Refused(String name, Reason reason) {}

    public Taken take(List<MultipartFile> chosen, FilePlace place) {
        List<KeptFile> kept = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (MultipartFile one : chosen) {
            String name = Objects.requireNonNullElse(one.getOriginalFilename(), "");
            // Browsers send a nameless part when nothing was chosen.
            if (!name.isEmpty() || one.getSize() > 0) {
                try (InputStream content = one.getInputStream()) {
                    kept.add(files.keep(name, content, place));
                } catch (FileRefusedException e) {
                    refused.add(new Refused(FileNames.shown(name), e.reason()));
                } catch (IOException e) {
                    refused.add(new Refused(FileNames.shown(name), Reason.BROKEN));
                }
            }
        }
        return new Taken(kept, refused);
    }
}
