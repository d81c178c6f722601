package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.vaxholm.svara.security.ServerKey;

/**
 * What has been sealed is sealed in the same way for ever. All that is expected here was worked out by another program, from
 * what {@link Sealed#canonical()} and decision 51 say: whoever changes it makes every journal look forged.
 */
class SealedFormTests {

    private static final Seal SEAL = new Seal(new ServerKey("a-secret-that-is-only-for-this-one-test"));
    private static final UUID CHAIN = UUID.fromString("0b6e9a3c-54f2-4d6d-9c51-0a4b7c2e1f90");

    private static final Sealed REGISTERED = new Sealed(
            CHAIN,
            1,
            Instant.parse("2026-03-02T09:15:00Z"),
            "REGISTERED",
            "VS-2026-00123",
            "ENQUIRER",
            null,
            null,
            null,
            null,
            null,
            Map.of("channel", "WEB"));

    private static final Sealed ANSWERED = new Sealed(
            CHAIN,
            2,
            Instant.parse("2026-03-02T09:16:07.000123Z"),
            "ANSWERED",
            "VS-2026-00123",
            "STAFF",
            "handlaggare",
            "Åsa \"Hej\" Öberg",
            "HANDLAGGARE,CHEF",
            "stadsbyggnad",
            "direct-answer:1:42 Task_Answer",
            Map.of("två", "rad\nett", "ett", "1"));

    @Test
    void anEntryIsWrittenAndHashedAsEver() {
        assertThat(REGISTERED.canonical())
                .isEqualTo(
                        "[\"svara-journal-1\",\"0b6e9a3c-54f2-4d6d-9c51-0a4b7c2e1f90\",1,\"2026-03-02T09:15:00Z\","
                                + "\"REGISTERED\",\"VS-2026-00123\",\"ENQUIRER\",null,null,null,null,null,{\"channel\":\"WEB\"}]");
        assertThat(ANSWERED.canonical())
                .isEqualTo("[\"svara-journal-1\",\"0b6e9a3c-54f2-4d6d-9c51-0a4b7c2e1f90\",2,"
                        + "\"2026-03-02T09:16:07.000123Z\",\"ANSWERED\",\"VS-2026-00123\",\"STAFF\",\"handlaggare\","
                        + "\"Åsa \\\"Hej\\\" Öberg\",\"HANDLAGGARE,CHEF\",\"stadsbyggnad\","
                        + "\"direct-answer:1:42 Task_Answer\",{\"ett\":\"1\",\"två\":\"rad\\nett\"}]");
        Hash first = REGISTERED.hash(Seal.FIRST);
        Hash second = ANSWERED.hash(first);
        assertThat(first.hex()).isEqualTo("6ba34adf6498b057341e68f5411da750c0c2622c7a0729dd69a9caaba2d44382");
        assertThat(second.hex()).isEqualTo("357327acd9b85cd2cd9db7718840a41aeb9c2a35258ed706d16055d0725a9a42");
    }

    @Test
    void anEntryIsSealedByTheServersKeyAsEver() {
        Hash first = REGISTERED.hash(Seal.FIRST);
        assertThat(SEAL.mac(first).hex()).isEqualTo("0c14d8220860580da62599db1b56cc37e56a996415410fda1532b3d6f1f6ccd8");
        assertThat(SEAL.mac(ANSWERED.hash(first)).hex())
                .isEqualTo("a5a95cee854be320015e25be5bf95ebb0ccef75ec33c7ed2b42c8be68fada649");
    }

    @Test
    void aCheckpointIsSignedByTheServersKeyAsEver() {
        Checkpoint.Leaf leaf = new Checkpoint.Leaf(CHAIN, 7, 2, ANSWERED.hash(REGISTERED.hash(Seal.FIRST)));
        Hash root = new Merkle(List.of(leaf.bytes())).root();
        Instant at = Instant.parse("2026-03-02T10:00:00Z");
        String statement = Checkpoint.statement(7, at, 1, root, Seal.FIRST);
        assertThat(statement)
                .isEqualTo("svara-checkpoint-1 7 2026-03-02T10:00:00Z 1"
                        + " f4ab21269d4c09b8bec5e62e73523a1ae9f9b632725a37857f1ad72cca482dda " + "0".repeat(64));
        assertThat(SEAL.sign(Checkpoint.bytes(statement)).hex())
                .isEqualTo("67762471fffdf48088e14cd8985d4f1002af0f8c6db0ab7767ef775548406f4c"
                        + "328400998f64e42ccb868ea3e64ee5a3517c2cebf0997a417bc34830505e9d0b");
        assertThat(SEAL.publicKey())
                .isEqualTo("302a300506032b65700321001977fe146ecbdb67a13e6224eb34b951"
                        + "72c834b58b9c8835a0bfe753d4d2bc68");
        assertThat(SEAL.keyId()).isEqualTo("861e365dc6f1f3f1");
    }

    /** The leaves and roots that Certificate Transparency's own implementations are tested by. */
    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void theTreeIsThatOfRfc6962AndEachPathLeadsToItsRoot(int size, String root) {
        List<byte[]> leaves = List.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f")
                .subList(0, size)
                .stream()
                .map(HexFormat.of()::parseHex)
                .toList();
        Merkle tree = new Merkle(leaves);
        assertThat(tree.root().hex()).isEqualTo(root);
        assertThat(IntStream.range(0, size).mapToObj(leaf -> Merkle.root(leaves.get(leaf), tree.path(leaf))))
                .containsOnly(tree.root());
    }
}
