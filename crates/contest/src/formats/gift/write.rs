//! Writing GIFT that Moodle and [`super::read`] understand.

use super::super::field::{Field, extras};
use super::SPECIAL;
use crate::question::{Kind, QuestionText};

/// All questions as one UTF-8 text. Titles are "Câu 1", "Câu 2", …; nothing is left out.
pub fn write(questions: &[QuestionText]) -> String {
    let mut out = String::new();
    let mut topic = "";
    for (index, question) in questions.iter().enumerate() {
        if question.topic != topic && !question.topic.contains('/') {
            topic = &question.topic;
            category(topic, &mut out);
        }
        tags(question, &mut out);
        out.push_str("::Câu ");
        out.push_str(&(index + 1).to_string());
        // Marked as plain text, so that "<" and "&" mean themselves in Moodle too.
        out.push_str(":: [plain]");
        escape(&question.stem, &mut out);
        match question.kind {
            Kind::TrueFalse => {
                let yes = question.choices.first().is_some_and(|choice| choice.correct);
                out.push_str(if yes { " {TRUE" } else { " {FALSE" });
            }
            Kind::Single | Kind::Multiple => choices(question, &mut out),
        }
        if !question.explanation.is_empty() {
            out.push_str("####");
            text(&question.explanation, &mut out);
        }
        out.push_str("}\n\n");
    }
    out
}

fn category(topic: &str, out: &mut String) {
    out.push_str("$CATEGORY: $course$/top");
    if !topic.is_empty() {
        out.push('/');
        escape(topic, out);
    }
    out.push_str("\n\n");
}

fn tags(question: &QuestionText, out: &mut String) {
    let mut line = String::new();
    for (field, value) in extras(question) {
        // The category and the signs before the choices say these already. A slash would part a category.
        if (field == Field::Topic && !value.contains('/')) || (field == Field::Kind && question.kind == Kind::Multiple)
        {
            continue;
        }
        line.push_str(" [tag:");
        line.push_str(field.label());
        line.push_str(": ");
        for c in value.chars() {
            if matches!(c, ']' | '\\') {
                line.push('\\');
            }
            line.push(c);
        }
        line.push(']');
    }
    if !line.is_empty() {
        out.push_str("//");
        out.push_str(&line);
        out.push('\n');
    }
}

fn choices(question: &QuestionText, out: &mut String) {
    out.push_str(" {\n");
    let right = question.choices.iter().filter(|choice| choice.correct).count();
    for choice in &question.choices {
        match (question.kind, choice.correct) {
            (Kind::Multiple, true) => {
                out.push_str("\t~%");
                out.push_str(share(right));
                out.push('%');
            }
            // Moodle adds shares up; a wrong choice has to take everything away again.
            (Kind::Multiple, false) => out.push_str("\t~%-100%"),
            (_, true) => out.push_str("\t="),
            // A text that looks like a weight gets one, so that it stays text.
            (_, false) if choice.text.starts_with('%') => out.push_str("\t~%0%"),
            (_, false) => out.push_str("\t~"),
        }
        text(&choice.text, out);
        out.push('\n');
    }
}

/// The shares that Moodle knows, in percent.
const fn share(right: usize) -> &'static str {
    match right {
        0 | 1 => "100",
        2 => "50",
        3 => "33.33333",
        4 => "25",
        5 => "20",
        6 => "16.66667",
        7 => "14.28571",
        _ => "12.5",
    }
}

fn text(text: &str, out: &mut String) {
    // A text in brackets would be taken for a marker.
    if text.starts_with('[') {
        out.push_str("[plain]");
    }
    escape(text, out);
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if c == '\n' {
            out.push_str("\\n");
            continue;
        }
        if c == '\\' || SPECIAL.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
}
