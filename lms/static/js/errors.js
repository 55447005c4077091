// A form that came back says so first: the summary takes the focus.
document.querySelector("[data-error-summary]")?.focus();
