package se.vaxholm.svara.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.session.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Sessions of the staff, kept in the database so that every node knows them and a restart signs nobody out. */
@Configuration(proxyBeanMethods = false)
class StaffSessions {

    private static final Logger log = LoggerFactory.getLogger(StaffSessions.class);

    @Bean
    DefaultCookieSerializerCustomizer sessionCookie(PublicAddress address) {
        return cookie -> {
            cookie.setCookieName("SESSION");
            cookie.setUseHttpOnlyCookie(true);
            cookie.setSameSite("Lax");
            cookie.setUseSecureCookie(address.isSecure());
        };
    }

    /** Two requests of one session that set the same thing at once, as a double click does, must not fail each other. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsOnPostgres() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** A session from before an upgrade may not be readable any more: then it is empty, and its owner signs in again. */
    @Bean
    GenericConversionService springSessionConversionService() {
        var stored = new DeserializingConverter(StaffSessions.class.getClassLoader());
        var conversions = new GenericConversionService();
        conversions.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversions.addConverter(byte[].class, Object.class, readable(stored));
        return conversions;
    }

    private static Converter<byte[], Object> readable(DeserializingConverter stored) {
        return bytes -> {
            try {
                return stored.convert(bytes);
            } catch (SerializationFailedException e) {
                log.info("A session from another version is not readable and is left out: {}", e.getMessage());
                return null;
            }
        };
    }
}
