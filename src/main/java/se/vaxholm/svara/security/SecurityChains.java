package se.vaxholm.svara.security;

import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The doors into Svara: machines by bearer token, files and health for anyone, Camunda's web applications and our staff pages
 * by Keycloak, and everything else for the public.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    /** Every address that belongs to the staff: a new staff page must stand here, which a test demands. */
    private static final String[] STAFF = {
        "/arbete/**",
        "/arenden/**",
        "/forsenat",
        "/enhet",
        "/enhet/**",
        "/franvaro",
        "/franvaro/**",
        "/granskning/**",
        "/processer/**",
        "/processer",
        "/mottagare/**",
        "/mottagare",
        "/tasklist-forms/**",
        "/oauth2/**",
        "/login/**",
        "/logout/**",
        "/logout"
    };

    /** Those who work with enquiries; what they may do with one is decided where it is done. */
    private static final String[] OFFICERS =
            names(StaffRole.HANDLAGGARE, StaffRole.KONTAKTCENTER, StaffRole.REGISTRATOR, StaffRole.CHEF);

    private static final String SIGN_IN = "/oauth2/authorization/" + KeycloakClient.REGISTRATION;
    private static final String TASKLIST = "/camunda/app/tasklist/**";
    private static final String SESSION_ENDED = "/logout/connect/back-channel/" + KeycloakClient.REGISTRATION;

    /** String matchers ask Spring MVC what it serves and so miss Jersey: the engine's addresses would fall to the public. */
    @Bean
    PathPatternRequestMatcherBuilderFactoryBean pathMatchers() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** What a browser sends behind a page: it must hear 401, since it cannot follow a redirect to Keycloak. */
    private static final RequestMatcher BEHIND_A_PAGE = request -> {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
                || (mode != null && !mode.equals("navigate"))
                || request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/");
    };

    private static final RequestMatcher READING =
            request -> Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());

    @Bean
    RequestCache pagesAskedFor() {
        var requests = new HttpSessionRequestCache();
        requests.setMatchingRequestParameterName(null);
        requests.setRequestMatcher(new AndRequestMatcher(
                request -> HttpMethod.GET.matches(request.getMethod()), new NegatedRequestMatcher(BEHIND_A_PAGE)));
        return requests;
    }

    @Bean
    CookieCsrfTokenRepository csrfTokens(PublicAddress address) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("SVARA-XSRF");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").secure(address.isSecure()));
        return tokens;
    }

    @Bean
    SignInRenewal signInRenewal(
            OAuth2AuthorizedClientRepository clients,
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refresh,
            JwtDecoderFactory<ClientRegistration> identityTokens,
            Clock clock) {
        return new SignInRenewal(clients, refresh, identityTokens, clock);
    }

    /** The engine's own interface for machines; what they may read is decided by the engine's authorizations. */
    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http, SecurityHeaders headers, IdentityService identities)
            throws Exception {
        var byName = new JwtAuthenticationConverter();
        byName.setPrincipalClaimName(Claims.USER_NAME);
        byName.setJwtGrantedAuthoritiesConverter(Claims::authorities);
        var errors = new ApiErrors(new BearerTokenAuthenticationEntryPoint());
        return http.securityMatcher("/engine-rest/**", "/engine-rest")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET)
                        .authenticated()
                        .requestMatchers(HttpMethod.POST, EngineAddresses.MACHINE_POSTS)
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(byName))
                        .authenticationEntryPoint(errors)
                        .accessDeniedHandler(errors)
                        .withObjectPostProcessor(errors.alsoWhenKeycloakIsAway()))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(errors).accessDeniedHandler(errors))
                .addFilterAfter(new EngineAuthenticationFilter(identities), AuthorizationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers.pages())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain files(HttpSecurity http, SecurityHeaders headers) throws Exception {
        return withoutSession(http.securityMatcher("/assets/**", "/favicon.ico", "/robots.txt"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers.files())
                .build();
    }

    /**
     * Camunda's web applications, as far as {@link EngineAddresses} goes. Camunda's own filter guards them against forged
     * requests, with a token that ours would not know.
     */
    @Bean
    @Order(3)
    SecurityFilterChain camunda(
            HttpSecurity http, SecurityHeaders headers, RequestCache pagesAskedFor, SignInRenewal renewal)
            throws Exception {
        return http.securityMatcher("/camunda/**", "/camunda")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(EngineAddresses.SHUT_TO_ALL)
                        .denyAll()
                        .requestMatchers(HttpMethod.GET, EngineAddresses.TASKLIST_READS)
                        .hasAnyRole(officersAnd(StaffRole.ADMIN))
                        .requestMatchers(HttpMethod.OPTIONS, EngineAddresses.TASKLIST_OPTIONS)
                        .hasAnyRole(officersAnd(StaffRole.ADMIN))
                        .requestMatchers(HttpMethod.POST, EngineAddresses.TASKLIST_POSTS)
                        .hasAnyRole(OFFICERS)
                        .requestMatchers(HttpMethod.POST, EngineAddresses.COCKPIT_POSTS)
                        .hasRole(StaffRole.ADMIN.name())
                        .requestMatchers(HttpMethod.PUT, EngineAddresses.COCKPIT_PUTS)
                        .hasRole(StaffRole.ADMIN.name())
                        .requestMatchers(READING)
                        .hasRole(StaffRole.ADMIN.name())
                        .anyRequest()
                        .denyAll())
                .addFilterBefore(renewal, AnonymousAuthenticationFilter.class)
                .requestCache(cache -> cache.requestCache(pagesAskedFor))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(signIn()).accessDeniedHandler(new Denied(BEHIND_A_PAGE)))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers.camunda())
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain staff(
            HttpSecurity http,
            SecurityHeaders headers,
            PublicAddress address,
            CookieCsrfTokenRepository csrfTokens,
            RequestCache pagesAskedFor,
            SignInRenewal renewal,
            KeycloakWatch keycloak,
            ClientRegistrationRepository clientRegistrations,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange)
            throws Exception {
        var signedOut = new SignedOut(clientRegistrations, address, keycloak);
        return http.securityMatcher(STAFF)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/granskning/**")
                        .hasRole(StaffRole.REVISOR.name())
                        .requestMatchers("/processer/**", "/processer")
                        .hasAnyRole(names(StaffRole.PROCESSAGARE, StaffRole.REVISOR, StaffRole.ADMIN))
                        .requestMatchers("/mottagare/**", "/mottagare")
                        .hasAnyRole(names(StaffRole.REGISTRATOR, StaffRole.ADMIN))
                        .requestMatchers(HttpMethod.GET, "/arenden/**")
                        .hasAnyRole(officersAnd(StaffRole.REVISOR))
                        .requestMatchers("/arenden/**")
                        .hasAnyRole(OFFICERS)
                        .requestMatchers("/forsenat", "/enhet", "/enhet/**")
                        .hasRole(StaffRole.CHEF.name())
                        .requestMatchers("/franvaro", "/franvaro/**")
                        .hasAnyRole(OFFICERS)
                        .requestMatchers("/tasklist-forms/sidor")
                        .hasAnyRole(officersAnd(StaffRole.ADMIN))
                        .requestMatchers("/tasklist-forms/**")
                        .hasAnyRole(OFFICERS)
                        .requestMatchers("/arbete/karantan", "/arbete/karantan/**", "/arbete/post", "/arbete/post/**")
                        .hasAnyRole(names(StaffRole.REGISTRATOR, StaffRole.ADMIN))
                        .requestMatchers("/arbete/**")
                        .hasAnyRole(names(StaffRole.values()))
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage(SIGN_IN)
                        .tokenEndpoint(token -> token.accessTokenResponseClient(codeExchange))
                        .userInfoEndpoint(user -> user.oidcUserService(request -> new DefaultOidcUser(
                                Claims.authorities(request.getIdToken()), request.getIdToken(), Claims.USER_NAME)))
                        .successHandler(new SignedIn(pagesAskedFor))
                        .failureHandler(new SimpleUrlAuthenticationFailureHandler(AccessPages.SIGN_IN_FAILED)))
                .addFilterBefore(new SignInGate(SIGN_IN, SESSION_ENDED, keycloak), CsrfFilter.class)
                .oidcLogout(logout -> logout.backChannel(channel -> {}))
                .logout(logout -> logout.logoutSuccessHandler(signedOut).deleteCookies("SESSION"))
                .addFilterBefore(renewal, AnonymousAuthenticationFilter.class)
                .requestCache(cache -> cache.requestCache(pagesAskedFor))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(signIn()).accessDeniedHandler(new Denied(BEHIND_A_PAGE)))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).csrfTokenRequestHandler(writtenAtOnce()))
                .headers(headers.staffPages())
                .build();
    }

    /** Nobody of the public is known here and no session is kept: who they are is told by the number and the code. */
    @Bean
    @Order(5)
    SecurityFilterChain everyone(HttpSecurity http, SecurityHeaders headers, CookieCsrfTokenRepository csrfTokens)
            throws Exception {
        return withoutSession(http)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers("/actuator/health", "/actuator/health/*")
                                .permitAll()
                                .requestMatchers("/actuator/**", "/webjars/**", "/META-INF/**")
                                .denyAll()
                                .requestMatchers(HttpMethod.GET, "/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD, "/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.POST, "/**")
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(new HttpStatusEntryPoint(FORBIDDEN))
                        .accessDeniedHandler(new ExpiredForm()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).csrfTokenRequestHandler(writtenAtOnce()))
                .headers(headers.pages())
                .build();
    }

    private static HttpSecurity withoutSession(HttpSecurity http) throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .logout(AbstractHttpConfigurer::disable);
    }

    /** Sets the token's cookie before a page begins: a long page has left the buffer when it comes to its form. */
    private static XorCsrfTokenRequestAttributeHandler writtenAtOnce() {
        var handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    private static AuthenticationEntryPoint signIn() {
        var entries = new LinkedHashMap<RequestMatcher, AuthenticationEntryPoint>();
        entries.put(BEHIND_A_PAGE, new HttpStatusEntryPoint(UNAUTHORIZED));
        entries.put(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, TASKLIST), to(AccessPages.WAY_IN));
        var signIn = new DelegatingAuthenticationEntryPoint(entries);
        signIn.setDefaultEntryPoint(to(SIGN_IN));
        return signIn;
    }

    private static AuthenticationEntryPoint to(String address) {
        var entry = new LoginUrlAuthenticationEntryPoint(address);
        entry.setFavorRelativeUris(true);
        return entry;
    }

    private static String[] officersAnd(StaffRole role) {
        String[] roles = Arrays.copyOf(OFFICERS, OFFICERS.length + 1);
        roles[OFFICERS.length] = role.name();
        return roles;
    }

    private static String[] names(StaffRole... roles) {
        return Arrays.stream(roles).map(StaffRole::name).toArray(String[]::new);
    }
}
