//! Roles, not colours: what a piece of the screen means, and how each palette shows it.

use ratatui::style::{Color, Modifier, Style};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Text,
    Title,
    Muted,
    /// Where the cursor is and what can be done next.
    Accent,
    Correct,
    Wrong,
    Warning,
    Flag,
    /// The pass mark.
    Pass,
    Struck,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Palette {
    #[default]
    Dark,
    Light,
    /// No colour at all: weight, underline and signs carry the meaning.
    Plain,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    pub palette: Palette,
}

impl Theme {
    pub fn new(palette: Palette) -> Self {
        Self { palette }
    }

    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let styled = match role {
            Role::Text => plain,
            Role::Title => plain.add_modifier(Modifier::BOLD),
            Role::Muted => match self.palette {
                Palette::Dark => plain.fg(Color::Indexed(246)),
                Palette::Light => plain.fg(Color::Indexed(242)),
                Palette::Plain => plain.add_modifier(Modifier::DIM),
            },
            Role::Struck => plain.add_modifier(Modifier::CROSSED_OUT | Modifier::DIM),
            Role::Accent => plain.add_modifier(Modifier::BOLD),
            Role::Correct | Role::Wrong | Role::Warning | Role::Flag | Role::Pass => plain,
        };
        match self.colour(role) {
            Some(colour) => styled.fg(colour),
            None => styled,
        }
    }

    fn colour(self, role: Role) -> Option<Color> {
        let (dark, light) = match role {
            Role::Accent => (Color::Indexed(80), Color::Indexed(30)),
            Role::Correct | Role::Pass => (Color::Indexed(114), Color::Indexed(28)),
            Role::Wrong => (Color::Indexed(210), Color::Indexed(124)),
            Role::Warning | Role::Flag => (Color::Indexed(222), Color::Indexed(130)),
            Role::Text | Role::Title | Role::Muted | Role::Struck => return None,
        };
        match self.palette {
            Palette::Dark => Some(dark),
            Palette::Light => Some(light),
            Palette::Plain => None,
        }
    }
}
