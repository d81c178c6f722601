package se.vaxholm.svara.channel.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import se.vaxholm.svara.organisation.Organisation;

/** The first page: what you can do here, and what we promise. */
@Controller
class StartPage {

    private final Organisation organisation;

    StartPage(Organisation organisation) {
        this.organisation = organisation;
    }

    @GetMapping("/")
    String start(Model model) {
        model.addAttribute("categories", organisation.categories());
        return "public/start";
    }
}
