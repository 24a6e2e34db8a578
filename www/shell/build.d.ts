declare const __CSS__: string;
declare const __CARD_CSS__: string;
declare const __LATE_CSS__: string;
declare const __BAND_CSS__: string;
