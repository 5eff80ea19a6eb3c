package dev.cauce.application.access;

import dev.cauce.application.RunningApplication;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * What Spring itself would hand a request to.
 *
 * @param routes method and pattern of each; {@code *} for every method
 * @param functions paths of routing functions
 */
record MappedRoutes(Set<String> routes, Set<String> functions) {

    private static final Pattern PATH = Pattern.compile("(?<=[ (])/[\\w/{}*.-]*");

    static MappedRoutes of(RunningApplication application) {
        Set<String> routes = new TreeSet<>();
        Set<String> functions = new TreeSet<>();
        List<HandlerMapping> mappings =
                application.bean(DispatcherServlet.class).getHandlerMappings();
        if (mappings == null) {
            throw new AssertionError("No mappings");
        }
        for (HandlerMapping mapping : mappings) {
            switch (mapping) {
                case RequestMappingInfoHandlerMapping methods ->
                    methods.getHandlerMethods().keySet().forEach(info -> add(info, routes));
                case AbstractUrlHandlerMapping urls ->
                    urls.getHandlerMap().keySet().forEach(pattern -> routes.add("GET " + pattern));
                case RouterFunctionMapping routers -> {
                    RouterFunction<?> function = routers.getRouterFunction();
                    if (function != null) {
                        Matcher paths = PATH.matcher(function.toString());
                        while (paths.find()) {
                            functions.add(paths.group());
                        }
                    }
                }
                default -> routes.add("? " + mapping.getClass().getName());
            }
        }
        return new MappedRoutes(routes, functions);
    }

    private static void add(RequestMappingInfo info, Set<String> routes) {
        for (String pattern : info.getPatternValues()) {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            if (methods.isEmpty()) {
                routes.add("* " + pattern);
            }
            methods.forEach(method -> routes.add(method + " " + pattern));
        }
    }
}
