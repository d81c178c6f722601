package se.vaxholm.svara.journal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import se.vaxholm.svara.security.ServerKey;

/**
 * What makes an entry hold: SHA-256 over it and the one before, HMAC-SHA-256 over that, and Ed25519 for checkpoints. Both keys
 * come from the server's own, which is not in the database: whoever may write every table can seal nothing.
 */
public final class Seal {

    /** Stands where there is no entry before. */
    static final Hash FIRST = Hash.of(new byte[32]);

    private static final String MAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";

    private final SecretKeySpec macKey;
    private final KeyPair signing;

    Seal(ServerKey key) {
        macKey = new SecretKeySpec(key.hash("journal", "entries"), MAC);
        signing = keyPair(key.hash("journal", "checkpoints"));
    }

    /** The one pair that belongs to a seed: the generator asks for 32 bytes of chance and makes the key of them. */
    private static KeyPair keyPair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ED25519);
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No chance at all. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("An Ed25519 key is made of " + bytes.length + " bytes here");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    Hash mac(Hash hash) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(macKey);
            return Hash.of(mac.doFinal(hash.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Hash sign(byte[] statement) {
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(signing.getPrivate());
            signature.update(statement);
            return Hash.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key that checkpoints are verified by, as X.509 in hexadecimal: it may be told to anybody. */
    public String publicKey() {
        return Hash.of(signing.getPublic().getEncoded()).hex();
    }

    /** A short name of {@link #publicKey()}, which a person can compare. */
    public String keyId() {
        return keyId(publicKey());
    }

    static String keyId(String publicKey) {
        return sha256(new Hash(publicKey).bytes()).hex().substring(0, 16);
    }

    /** @return false also for a key or a signature that is none */
    static boolean isSigned(byte[] statement, Hash signature, String publicKey) {
        try {
            PublicKey key =
                    KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(new Hash(publicKey).bytes()));
            Signature check = Signature.getInstance(ED25519);
            check.initVerify(key);
            check.update(statement);
            return check.verify(signature.bytes());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    static Hash sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return Hash.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
